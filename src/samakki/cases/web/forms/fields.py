"""Fields that forms of cases share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.people import LONGEST_REASON
from samakki.ui.forms import Text

WHY = _("Why?")


def because(label: Text = WHY, *, required: bool = True) -> forms.CharField:
    """A reason in words."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why, in a sentence or two")},
    )
