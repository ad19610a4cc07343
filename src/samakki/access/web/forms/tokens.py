"""The form that makes a token."""

from collections.abc import Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.tokens import LONGEST_DAYS, LONGEST_NAME, Scope
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, choosing
from samakki.ui.forms import Form
from samakki.ui.wording import Text, filled

SCOPES: Final[Mapping[Scope, Text]] = {
    Scope.READ: _("Read what I may read"),
    Scope.READ_WRITE: _("Read and write what I may read and write"),
}


class TokenForm(Form):
    """Which program, what it may do, until when."""

    name = forms.CharField(
        label=_("Program and machine"),
        help_text=_("So that you know it again: “chart program, office computer 3”."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
        error_messages={"required": _("Write which program will use it")},
    )
    scope = forms.TypedChoiceField(
        label=_("What the program may do"),
        coerce=Scope,
        choices=[(scope.value, words) for scope, words in SCOPES.items()],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose what it may do")),
    )
    days = forms.IntegerField(
        label=_("Days until it ends"),
        help_text=filled(_("From 1 to %(most)s."), most=LONGEST_DAYS),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", **NO_SUGGESTIONS}),
        error_messages={
            "required": _("Type a number of days"),
            "invalid": _("Type a whole number of days"),
            "min_value": _("Type 1 or more"),
            "max_value": filled(_("Type %(most)s or less"), most=LONGEST_DAYS),
        },
    )
