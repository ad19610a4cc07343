"""The filter of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.kinds import Kind
from samakki.entities.web.wording.kinds import KINDS
from samakki.ui.forms import Form


class KindFilter(Form):
    """One kind of thing, or all."""

    only = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("All")), *((kind.value, words) for kind, words in KINDS.items() if kind is not Kind.OTHER)],
        required=False,
    )

    def kind(self) -> Kind | None:
        """The kind that was chosen; None for all, and for an address that names none."""
        return Kind(self.cleaned_data["only"]) if self.is_valid() and self.cleaned_data["only"] else None
