"""Forms for agencies, desks, officers, roles and recovery."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access import queries
from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, DayField, RadiosWithHints, choosing
from samakki.access.web.wording.roles import ROLE_WORDS
from samakki.access.web.wording.vocabulary import AGENCY_KINDS
from samakki.ui.forms import Form
from samakki.ui.languages import LANGUAGES


class AgencyForm(Form):
    """A new agency."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Country and a short name, such as KH/POL. It cannot be changed later."),
        max_length=24,
        error_messages={"required": _("Type a code such as KH/POL")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Type the name")})
    kind = forms.TypedChoiceField(
        label=_("Kind of agency"),
        help_text=_("It decides which roles officers of the agency may hold."),
        coerce=AgencyKind,
        choices=[("", ""), *((kind.value, words) for kind, words in AGENCY_KINDS.items())],
        error_messages=choosing(_("Choose the kind of agency")),
    )
    terms_accepted_on = DayField(
        label=_("Terms of use signed on"),
        help_text=_("No officer can be added before the agency has signed."),
        required=False,
        error_messages={"invalid": _("Type a whole day, such as 2026-03-01")},
    )


class TermsForm(Form):
    """The day on which an agency signed the terms of use."""

    signed_on = DayField(
        label=_("Terms of use signed on"),
        error_messages={
            "required": _("Type the day on which the terms were signed"),
            "invalid": _("Type a whole day, such as 2026-03-01"),
        },
    )


class DeskForm(Form):
    """A new desk of one agency."""

    agency = forms.ChoiceField(label=_("Agency"), widget=DataSelect, error_messages=choosing(_("Choose the agency")))
    office = forms.CharField(
        label=_("Office"),
        help_text=_("Capital letters and digits, such as AHTJPD."),
        max_length=24,
        error_messages={"required": _("Type the office, such as AHTJPD")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    desk = forms.CharField(
        label=_("Desk"),
        help_text=_("Small letters, digits and hyphens, such as duty."),
        max_length=24,
        error_messages={"required": _("Type the desk, such as duty")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As people call it."),
        max_length=200,
        error_messages={"required": _("Type the name")},
    )

    def offer(self, agencies: Iterable[queries.AgencyRow]) -> None:
        """Offer the open agencies."""
        self.set_choices(
            "agency", [("", ""), *((one.code, f"{one.code} – {one.name}") for one in agencies if not one.is_closed)]
        )

    @property
    def address(self) -> str:
        """The whole address."""
        parts = (self.cleaned_data["agency"], self.cleaned_data["office"].strip(), self.cleaned_data["desk"].strip())
        return "/".join(parts)


class OfficerForm(Form):
    """A new officer."""

    full_name = forms.CharField(
        label=_("Full name"),
        help_text=_("As the officer writes it, in their own script."),
        max_length=200,
        error_messages={"required": _("Type the officer's name")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    username = forms.CharField(
        label=_("User name"),
        help_text=_("3 to 80 letters, digits or . @ + - _ in any script. Capital and small letters are the same."),
        max_length=80,
        error_messages={"required": _("Type a user name")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    desk = forms.ChoiceField(label=_("Desk"), widget=DataSelect, error_messages=choosing(_("Choose the desk")))
    language = forms.ChoiceField(label=_("Language of the pages"), choices=LANGUAGES, initial="en", widget=DataSelect)

    def offer(self, desks: Iterable[queries.DeskRow]) -> None:
        """Offer the open desks."""
        self.set_choices(
            "desk", [("", ""), *((one.address, f"{one.address} – {one.name}") for one in desks if not one.is_closed)]
        )


class RoleForm(Form):
    """A role to propose for one officer."""

    role = forms.ChoiceField(
        label=_("Role to propose"),
        widget=RadiosWithHints,
        error_messages=choosing(_("Choose a role")),
    )

    def offer(self, kind: AgencyKind, held: Iterable[str]) -> None:
        """Offer what may be held in this kind of agency and is not held or proposed yet, each with its meaning."""
        there = set(held)
        codes = [code for code, role in ROLES.items() if kind in role.may_be_held_in and code not in there]
        self.set_choices("role", [(code, ROLE_WORDS[code].name) for code in codes])
        widget = self.fields["role"].widget
        if isinstance(widget, RadiosWithHints):
            widget.option_hints = {code: ROLE_WORDS[code].meaning for code in codes}


class OfficerSearchForm(Form):
    """Filter of the officers' list."""

    text = forms.CharField(
        label=_("Name, user name, code or desk"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={**NO_SUGGESTIONS, "type": "search"}),
    )


class RecoverForm(Form):
    """Both halves of a recovery code, and a new password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=80,
        error_messages={"required": _("Type your user name")},
        widget=forms.TextInput(attrs={**NO_SUGGESTIONS, "autocomplete": "username"}),
    )
    first_half = forms.CharField(
        label=_("First half of the code"),
        help_text=_("From the colleague who started the recovery, such as 7K3Q-9XWP."),
        max_length=40,
        error_messages={"required": _("Type the first half of the code")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    second_half = forms.CharField(
        label=_("Second half of the code"),
        help_text=_("From the colleague who confirmed it."),
        max_length=40,
        error_messages={"required": _("Type the second half of the code")},
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Three or four words that do not belong together are strong."),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type a new password")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("New password, again"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type the new password a second time")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password_again(self) -> str:
        """Check that both are the same.

        Raises:
            ValidationError: they differ.
        """
        again: str = self.cleaned_data["password_again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise forms.ValidationError(_("The two new passwords differ. Type both again."))
        return again
