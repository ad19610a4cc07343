"""Fields that forms of intelligence share."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import TypeVar

from django import forms

from samakki.access.web.forms.widgets import choosing
from samakki.ui import wording
from samakki.ui.forms import Text

One = TypeVar("One", bound=Enum)


def one_of(
    kind: type[One], words: Mapping[One, wording.Text], *, label: Text, missing: Text, without: Iterable[One] = ()
) -> forms.TypedChoiceField:
    """One of a few values, each with its words beside a radio button.

    Args:
        kind: what the answer becomes.
        words: in the order in which they are shown.
        label: the question.
        missing: what is said where nothing was chosen.
        without: values that nobody chooses here.
    """
    return forms.TypedChoiceField(
        label=label,
        coerce=kind,
        choices=[(one.value, said) for one, said in words.items() if one not in set(without)],
        widget=forms.RadioSelect,
        error_messages=choosing(missing),
    )
