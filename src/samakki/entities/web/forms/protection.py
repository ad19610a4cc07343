"""Forms around protecting a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.entities.domain.protection import UndoReason
from samakki.entities.domain.things import Belongs
from samakki.entities.queries.things import Thing
from samakki.entities.web.naming import name_of
from samakki.entities.web.showing import value_words
from samakki.entities.web.wording.kinds import KINDS
from samakki.entities.web.wording.properties import property_words
from samakki.entities.web.wording.protection import BELONGS, UNDO_REASONS
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, ValueField

PREFIX = "thing_"


class ThingsForm(Form):
    """Whose each telephone, paper, account and address is that is connected with the person."""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, things: Iterable[Thing] = (), is_first: bool = False
    ) -> None:
        """Make the form.

        Args:
            data: what was sent, or None.
            things: what the officer sees.
            is_first: the person is not protected yet: what is usual is chosen beforehand, and each must be answered.
        """
        super().__init__(data)
        for one in things:
            if one.decided is Belongs.HERS:
                continue
            usual = one.decided or (one.usual if is_first else None)
            self.fields[f"{PREFIX}{one.key}"] = forms.ChoiceField(
                label=thing_words(one),
                help_text=_("Other people are connected with it too.") if one.others else "",
                choices=[(value.value, words) for value, words in BELONGS.items()],
                widget=forms.RadioSelect,
                initial=usual.value if usual else "",
                required=is_first,
                error_messages=choosing(_("Say whose it is")),
            )

    def belongs(self) -> dict[str, Belongs]:
        """What was said, by key of the thing."""
        said = ((name, value) for name, value in self.cleaned_data.items() if name.startswith(PREFIX) and value)
        return {name.removeprefix(PREFIX): Belongs(value) for name, value in said}

    @property
    def things_to_ask(self) -> list[BoundField]:
        """The fields of the things, in their order."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]


def thing_words(one: Thing) -> str:
    """A thing in words, for an officer who sees it."""
    if one.caption is None or one.kind is None:
        return f"{property_words(one.prop)}: {value_words('Person', one.prop, one.value)}"
    name = str(name_of(one.caption, one.kind))
    return name if one.caption.protected or not one.caption.text else f"{KINDS[one.kind]}: {name}"


class ProtectForm(ThingsForm):
    """What else the person is called, whose her things are, and that the officer knows what will happen."""

    spellings = forms.CharField(
        label=_("Other names of this person in the records"),
        help_text=_(
            "One on each line: nicknames, names in other scripts, wrong spellings, the given name alone. Capital "
            "letters, the order of the parts and spaces between them make no difference."
        ),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, **NO_SUGGESTIONS}),
    )
    code = ValueField(
        read=lambda text: parse_reference(text, prefix="P"),
        label=_("The person's code, if there is one already from another record"),
        help_text=_("Such as P-7K3QX. Then both records carry the same code."),
        required=False,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    understood = forms.BooleanField(
        label=_("I know that I cannot take this back"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )

    def lines(self) -> list[str]:
        """The names that were typed."""
        return [line.strip() for line in self.cleaned_data["spellings"].splitlines() if line.strip()]


class UndoForm(Form):
    """Why a custodian takes a protection back."""

    reason = forms.TypedChoiceField(
        label=_("Reason"),
        coerce=UndoReason,
        choices=[
            ("", ""),
            *((one.value, words) for one, words in UNDO_REASONS.items() if one is not UndoReason.NOT_HERS),
        ],
        error_messages=choosing(_("Choose the reason")),
    )
    understood = forms.BooleanField(
        label=_("I know that everybody who reads these records will read the name again"),
        error_messages={"required": _("Tick the box if you want to go on")},
    )


class ReleaseForm(Form):
    """Which thing of a protected person is not hers alone, and why a custodian says so."""

    thing = forms.ChoiceField(
        label=_("What is not the person's alone"),
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what comes out from behind the code")),
    )
    reason = forms.TypedChoiceField(
        label=_("Reason"),
        coerce=UndoReason,
        choices=[("", ""), *((reason.value, words) for reason, words in UNDO_REASONS.items())],
        error_messages=choosing(_("Choose the reason")),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, things: Iterable[tuple[str, str]] = ()) -> None:
        """Make the form for things, each with its key and words that do not tell what it says."""
        super().__init__(data)
        field = self.fields["thing"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(things)
