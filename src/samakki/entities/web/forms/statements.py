"""Forms that say more of a thing that is there: one detail, a withdrawal, a link."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, RadiosWithHints
from samakki.entities.actions import WithdrawalReason
from samakki.entities.domain.kinds import LINKS, Kind, LinkKind, link_kinds_for
from samakki.entities.domain.statements import NewStatement
from samakki.entities.queries import Assertion, Caption, LinkRow, ListedEntity
from samakki.entities.web.forms.describing import DescribeForm, GradedForm
from samakki.entities.web.forms.plans import Detail, Group
from samakki.entities.web.wording.kinds import KINDS, LINK_SENTENCES, SAME_BOTH_WAYS
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import DateField, Form
from samakki.ui.wording import Text, filled, worded


class PeriodFields(Form):
    """Between which days something was so."""

    since = DateField(label=_("It was so from"), required=False, help_text=_("As far as it is known: 2024, or 5/2024."))
    until = DateField(label=_("It was so until"), required=False)

    def period(self) -> tuple[str, str]:
        """Both ends as statements keep them; empty where nobody said."""
        return _iso(self.cleaned_data.get("since")), _iso(self.cleaned_data.get("until"))


class StatementForm(PeriodFields, DescribeForm):
    """One more detail of a thing."""

    def __init__(
        self,
        kind: Kind,
        detail: Detail,
        data: Mapping[str, object] | None = None,
        *,
        country: str = "",
        on: date,
    ) -> None:
        """Make the form for one detail."""
        super().__init__(kind, data, country=country, on=on, groups=(Group("", (detail,)),))
        self.detail = detail
        self._needs_detail = False  # the one field is asked for by name

    def clean(self) -> dict[str, object]:
        """The one detail is needed."""
        given = super().clean()
        if not self._statements and self.detail.name not in self.errors:
            self.add_error(self.detail.name, _("Type what was said"))
        return given

    def start_with(self, said: Assertion) -> None:
        """Begin with what stands there now, to be corrected."""
        if self.detail.widget in {"line", "lines", "partial"}:
            self.initial[self.detail.name] = said.as_written or said.value
        self.initial["basis"] = said.basis

    def statements(self, *, item: str = "", grade: Grade | None = None) -> tuple[NewStatement, ...]:
        """What was said, once the form is valid."""
        since, until = self.period()
        said = super().statements(item=item, grade=grade)
        # The kind of a phone was said when it was described; here its number alone is new.
        new = [one for one in said if one.prop != "service" or self.detail.prop == "username"]
        return tuple(replace(one, since=since, until=until) for one in new)


OTHER_END = "…"
"""Stands where the other thing goes in a sentence."""

WITHDRAWALS = {
    WithdrawalReason.CORRECTED: (_("It needs correcting"), _("Type below what it should be. Both stay on the page.")),
    WithdrawalReason.MISTAKEN: (_("It was never right"), _("Typed for the wrong person, or misheard.")),
    WithdrawalReason.RETRACTED: (_("Who said it took it back"), ""),
}


class WithdrawForm(Form):
    """Why something no longer holds."""

    reason = forms.ChoiceField(
        label=_("Why does it no longer hold?"),
        choices=[(one.value, words) for one, (words, _hint) in WITHDRAWALS.items()],
        widget=RadiosWithHints,
        error_messages={"required": _("Choose why it no longer holds")},
    )

    def __init__(self, *given: Any, **options: Any) -> None:  # noqa: ANN401  (as Django's form)
        """Make the form, with a sentence under each reason."""
        super().__init__(*given, **options)
        widget = self.fields["reason"].widget
        widget.option_hints = {one.value: hint for one, (_words, hint) in WITHDRAWALS.items() if hint}


class OtherEndForm(GradedForm):
    """Another thing, from a list or by its reference."""

    other = forms.ChoiceField(label=_("With what?"), required=False, widget=DataSelect)
    reference = forms.CharField(
        label=_("Or the reference of something in another record"),
        help_text=_("Such as E-7K3QR. It must be open to you."),
        required=False,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )

    def offer(self, things: Iterable[ListedEntity], *, also: Caption | None = None) -> None:
        """Offer what else a source describes.

        Args:
            things: by the source.
            also: one that is offered though it may be of another source.
        """
        named: dict[str, Text] = {
            one.caption.reference: filled(
                _("%(kind)s: %(name)s"), kind=str(KINDS[one.kind]), name=one.caption.text or one.caption.reference
            )
            for one in things
        }
        if also is not None:
            named.setdefault(also.reference, also.text or also.reference)
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *named.items()]

    def clean(self) -> dict[str, object]:
        """Exactly one other thing is named; a reference that was typed goes before the list."""
        given = super().clean()
        typed = str(given.get("reference") or "").strip()
        if typed:
            try:
                given["other"] = parse_reference(typed, prefix="E")
            except InvalidValue as error:
                words = worded(error.refusal)
                self.add_error("reference", f"{words.why} {words.now}".strip())
        elif not given.get("other") and "other" not in self.errors:
            self.add_error("other", _("Choose what it is connected with"))
        return given


class LinkForm(PeriodFields, OtherEndForm):
    """A link between the thing on the page and another."""

    field_order = ("how", "other", "reference", "role", "since", "until")

    how = forms.ChoiceField(
        label=_("How are they connected?"), error_messages={"required": _("Choose how they are connected")}
    )
    role = forms.CharField(
        label=_("Role or relation, as alleged"),
        help_text=_("Such as: recruiter, cousin, driver. It stays an allegation until a court decides."),
        required=False,
    )

    def __init__(
        self, schema: str, name: Text, things: Iterable[ListedEntity], data: Mapping[str, object] | None = None
    ) -> None:
        """Make the form.

        Args:
            schema: of the thing on the page.
            name: what the page calls it; stands in each sentence that can be chosen.
            things: what else its source describes.
            data: what was sent, or None.
        """
        super().__init__(data)
        kinds = link_kinds_for(schema)
        ways = [
            (f"{kind.value}:{'first' if is_first else 'second'}", _way(kind, name, is_first=is_first))
            for kind, is_first in kinds
            if is_first or kind not in SAME_BOTH_WAYS or (kind, True) not in kinds
        ]
        field = self.fields["how"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", ""), *ways]
        self.offer(things)

    def start_with(self, row: LinkRow, kind: LinkKind, role: str) -> None:
        """Begin with what a link says now, seen from its first end, to be corrected."""
        said = {one.prop.removeprefix("samakki:"): one.value for one in row.assertions}
        self.initial = {
            **self.initial,
            "how": f"{kind.value}:first",
            "other": row.second.reference,
            "role": "" if LINKS[kind].role else role,
            "since": said.get("startDate", ""),
            "until": said.get("endDate", ""),
            "basis": next((one.basis for one in row.assertions), row.ends[0].basis),
        }

    @property
    def kind(self) -> tuple[LinkKind, bool]:
        """The kind of link, and whether the thing on the page is its first end."""
        name, _colon, end = str(self.cleaned_data["how"]).partition(":")
        return LinkKind(name), end == "first"

    def said(self) -> tuple[NewStatement, ...]:
        """What the link carries besides its ends."""
        kind, _is_first = self.kind
        form, (since, until) = LINKS[kind], self.period()
        role = form.role or str(self.cleaned_data.get("role") or "").strip()
        prop = (
            "relationship"
            if form.schema in {"Family", "Associate"}
            else "purpose"
            if form.schema == "Payment"
            else "role"
        )
        values = {prop: role, **_dates(since, until)}
        basis = str(self.cleaned_data.get("basis") or "fact")
        return tuple(
            NewStatement(name, value, basis=basis, grade=self.grade) for name, value in values.items() if value
        )


def _way(kind: LinkKind, name: Text, *, is_first: bool) -> object:
    ends = {"first": str(name), "second": OTHER_END} if is_first else {"first": OTHER_END, "second": str(name)}
    return filled(LINK_SENTENCES[kind], **ends)


def _dates(since: str, until: str) -> dict[str, str]:
    found = {}
    for prop, value in (("startDate", since), ("endDate", until)):
        found[prop if "/" not in value and "[" not in value else f"samakki:{prop}"] = value
    return found


def _iso(value: object) -> str:
    return value.iso if isinstance(value, PartialDate) else ""
