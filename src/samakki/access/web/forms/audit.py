"""Filter of the audit page."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DayField, choosing
from samakki.access.web.wording.acts import every_act
from samakki.ui.forms import Form


class AuditFilterForm(Form):
    """By whom, what, on which record, from when until when. Everything may be left empty."""

    officer = forms.CharField(
        label=_("Officer code"),
        help_text=_("Such as O-7K3QR."),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    action = forms.ChoiceField(
        label=_("Act"),
        required=False,
        error_messages=choosing(""),
        choices=lambda: [("", _("All acts")), *every_act().items()],
    )
    reference = forms.CharField(
        label=_("Reference of the record"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    first_day = DayField(
        label=_("From"), required=False, error_messages={"invalid": _("Type a whole day, such as 2026-03-01")}
    )
    last_day = DayField(
        label=_("Until"), required=False, error_messages={"invalid": _("Type a whole day, such as 2026-03-01")}
    )

    def clean(self) -> dict[str, Any]:
        """Check that the days are in order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        return cleaned

    def wanted(self) -> dict[str, Any]:
        """The filter as ``queries.audit_entries`` takes it; days are the node's own, and the last one counts whole."""
        cleaned = self.cleaned_data if self.is_valid() else {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        midnight = datetime.min.time()
        return {
            "officer": cleaned.get("officer", "").strip().upper()
            if cleaned.get("officer", "").upper().startswith("O-")
            else cleaned.get("officer", "").strip(),
            "action": cleaned.get("action", ""),
            "reference": cleaned.get("reference", "").strip(),
            "since": timezone.make_aware(datetime.combine(first, midnight)) if first else None,
            "until": timezone.make_aware(datetime.combine(last + timedelta(days=1), midnight)) if last else None,
        }
