"""The form by which a desk is looked for: plain fields, and nothing that a query language would need."""

from collections.abc import Callable, Iterable
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DataSelect
from samakki.exchange.queries.directory import Desk
from samakki.exchange.web.naming import country_name, language_name
from samakki.exchange.web.wording.trust import TOPICS, TYPES
from samakki.ui.forms import Form


class FindForm(Form):
    """Who in Viet Nam speaks Khmer and deals with children."""

    country = forms.ChoiceField(label=_("Country"), required=False, widget=DataSelect)
    language = forms.ChoiceField(label=_("Speaks"), required=False, widget=DataSelect)
    deals_with = forms.ChoiceField(
        label=_("Deals with"),
        required=False,
        choices=[("", _("Everything")), *((k.value, v) for k, v in TOPICS.items())],
    )
    may_receive = forms.ChoiceField(
        label=_("May be sent"), required=False, choices=[("", _("Everything")), *TYPES.items()]
    )
    open_now = forms.BooleanField(label=_("Only where somebody answers now"), required=False)
    words = forms.CharField(label=_("Name or address"), required=False, max_length=60)

    def offer(self, desks: Iterable[Desk]) -> None:
        """Offer the countries and languages that are in the directory, and no others."""
        listed = list(desks)
        self._choices("country", sorted({one.country for one in listed}), country_name)
        self._choices("language", sorted({_base(tag) for one in listed for tag in one.languages}), language_name)

    def _choices(self, name: str, codes: Iterable[str], named: Callable[[str], str]) -> None:
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = [("", _("All")), *sorted(((code, named(code)) for code in codes), key=lambda pair: pair[1])]


def _base(tag: str) -> str:
    return tag.partition("-")[0]
