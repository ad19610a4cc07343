"""The form that makes a file: in which format, and whose each name in it is."""

import hashlib
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import choosing
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import MOST_ASKED, NameInIt, Whose
from samakki.entities.web.wording.exporting import FORMATS, WHOSE
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is

CHOICES = [("", ""), *((whose.value, words) for whose, words in WHOSE.items())]


class ExportForm(Form):
    """Format, and one question for each personal name."""

    form = forms.TypedChoiceField(
        label=_("Format"),
        coerce=Format,
        choices=[(form.value, words) for form, words in FORMATS.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose the format")),
    )

    def __init__(self, *args: object, names: Sequence[NameInIt], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._names = names
        for one in names[:MOST_ASKED]:
            self.fields[_field_of(one)] = _question(as_is(one.name))
        if len(names) > MOST_ASKED:
            self.fields["rest"] = _question(_("All the other names"))
            self.fields["looked"] = forms.BooleanField(
                label=_("I looked at the other names. None of them is or may be of a victim"),
                error_messages={"required": _("Tick the box when you have looked at them")},
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields about names."""
        return [self[name] for name in self.fields if name != "form"]

    def answers(self) -> Mapping[str, Whose]:
        """Whose each name is, by key."""
        asked = self._names[:MOST_ASKED]
        return {one.key: self.cleaned_data[_field_of(one)] for one in asked if self.cleaned_data.get(_field_of(one))}

    def rest(self) -> Whose | None:
        """Whose the other names are."""
        return self.cleaned_data.get("rest")

    def victims(self) -> list[NameInIt]:
        """Names that the officer says are of a victim."""
        said = self.answers()
        return [one for one in self._names if said.get(one.key) is Whose.VICTIM]


def _field_of(one: NameInIt) -> str:
    return f"name_{hashlib.sha256(one.key.encode()).hexdigest()[:16]}"


def _question(label: object) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,  # type: ignore[arg-type]  # marked-up data
        coerce=Whose,
        choices=CHOICES,
        error_messages=choosing(_("Say whose name it is")),
    )
