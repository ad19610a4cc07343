"""Forms for items: words, grade, conditions; cutting a text; capture."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DayField, choosing
from samakki.intelligence.domain.vocabulary import ItemBasis, VictimBasis
from samakki.intelligence.domain.writing import LONGEST_ITEM, LONGEST_TEXT, NewItem, pieces_of
from samakki.intelligence.queries import ItemDetail
from samakki.intelligence.web.forms.grading import GradeFields
from samakki.intelligence.web.wording.values import (
    ACTIONS,
    AREAS,
    BASES,
    CODES,
    EVIDENCE,
    ONWARD,
    SANITISING,
    VICTIM_BASES,
)
from samakki.kernel.handling import (
    Action,
    CrimeArea,
    EvidentialUse,
    Handling,
    HandlingCode,
    Onward,
    Originator,
    Sanitising,
    reasons_not_usable,
)
from samakki.kernel.refusals import Refusal
from samakki.ui.editing import EditForm
from samakki.ui.forms import Form
from samakki.ui.wording import worded

FIELD_OF_FAULT = {
    "handling-code-missing": "codes",
    "handling-purpose-missing": "purposes",
    "handling-end-missing": "review_on",
    "handling-review-after-destruction": "destroy_on",
    "handling-h1-forbids-court": "evidential_use",
    "handling-h2-forbids-onward": "onward",
    "handling-h3-needs-words": "restrictions",
    "handling-protected-forbids-onward": "onward",
}


class ItemForm(GradeFields, EditForm):
    """One item, whole."""

    raw = forms.CharField(
        label=_("What it says, in our words or theirs"),
        help_text=_("One fact. It stays on this node."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        max_length=LONGEST_ITEM,
        error_messages={"required": _("Write what the item says")},
    )
    basis = forms.TypedChoiceField(
        label=_("Fact or assessment"),
        coerce=ItemBasis,
        choices=[(one.value, words) for one, words in BASES.items()],
        widget=forms.RadioSelect,
        initial=ItemBasis.FACT.value,
        error_messages=choosing(_("Choose one")),
    )
    sanitised = forms.CharField(
        label=_("Words that may leave"),
        help_text=_("Nothing from which the source can be told. Empty: the item stays here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=LONGEST_ITEM,
    )
    codes = forms.TypedMultipleChoiceField(
        label=_("Handling codes"),
        coerce=HandlingCode,
        choices=[(one.value, words) for one, words in CODES.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages=choosing(_("Choose at least one; H0 sets no further condition")),
    )
    purposes = forms.TypedMultipleChoiceField(
        label=_("May be used for"),
        coerce=CrimeArea,
        choices=[(one.value, words) for one, words in AREAS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages=choosing(_("Choose at least one crime")),
    )
    onward = forms.TypedChoiceField(
        label=_("May be passed on"), coerce=Onward, choices=[(one.value, words) for one, words in ONWARD.items()]
    )
    evidential_use = forms.TypedChoiceField(
        label=_("May be used in court"),
        coerce=EvidentialUse,
        choices=[(one.value, words) for one, words in EVIDENCE.items()],
    )
    action = forms.TypedChoiceField(
        label=_("What may be done on the strength of it"),
        coerce=Action,
        choices=[(one.value, words) for one, words in ACTIONS.items()],
    )
    sanitising = forms.TypedChoiceField(
        label=_("If it says too much for them"),
        coerce=Sanitising,
        choices=[(one.value, words) for one, words in SANITISING.items()],
    )
    restrictions = forms.CharField(
        label=_("Other restrictions, in words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    has_victim_data = forms.BooleanField(label=_("It concerns a presumed or identified victim"), required=False)
    has_child_data = forms.BooleanField(label=_("It concerns a person who may be under 18"), required=False)
    victim_basis = forms.ChoiceField(
        label=_("Why it may leave although it concerns a victim or a child"),
        required=False,
        choices=[("", _("It may not: it stays here")), *((one.value, words) for one, words in VICTIM_BASES.items())],
        error_messages=choosing(""),
    )
    review_on = DayField(
        label=_("Look at it again on"),
        required=False,
        error_messages={"invalid": _("Type a whole day, such as 2026-03-01")},
    )
    destroy_on = DayField(
        label=_("Destroy every copy on"),
        required=False,
        error_messages={"invalid": _("Type a whole day, such as 2026-03-01")},
    )

    originators: frozenset[Originator] = frozenset()

    def hold(self, detail: ItemDetail) -> None:
        """Fill in what stands there."""
        self.initial.update({"raw": detail.raw, "basis": detail.basis.value, "sanitised": detail.sanitised})
        self.initial["victim_basis"] = detail.victim_basis.value if detail.victim_basis else ""
        self.hold_grade(detail)
        self.hold_conditions(detail.handling)

    def hold_conditions(self, held: Handling) -> None:
        """Fill in conditions."""
        self.originators = held.originators
        self.initial.update(
            {
                "codes": [one.value for one in held.codes],
                "purposes": [one.value for one in held.purposes],
                "onward": held.onward.value,
                "evidential_use": held.evidential_use.value,
                "action": held.action.value,
                "sanitising": held.sanitising.value,
                "restrictions": held.restrictions,
                "has_victim_data": held.has_victim_data,
                "has_child_data": held.has_child_data,
                "review_on": held.review_on,
                "destroy_on": held.destroy_on,
            }
        )

    def clean(self) -> dict[str, Any]:
        """Conditions do not contradict each other."""
        found = super().clean()
        if "codes" in found and "purposes" in found and not self.errors:
            for reason in reasons_not_usable(self.handling):
                field = FIELD_OF_FAULT.get(reason.code)
                self.add_error(field, _sentence(reason))
        return found

    @property
    def handling(self) -> Handling:
        """The conditions that were chosen."""
        wanted = self.cleaned_data
        return Handling(
            codes=frozenset(wanted["codes"]),
            purposes=frozenset(wanted["purposes"]),
            onward=wanted["onward"],
            evidential_use=wanted["evidential_use"],
            action=wanted["action"],
            sanitising=wanted["sanitising"],
            restrictions=wanted["restrictions"].strip(),
            has_victim_data=wanted["has_victim_data"],
            has_child_data=wanted["has_child_data"],
            review_on=wanted["review_on"],
            destroy_on=wanted["destroy_on"],
            originators=self.originators,
        )

    @property
    def new(self) -> NewItem:
        """What was written."""
        wanted = self.cleaned_data
        basis = wanted["victim_basis"]
        return NewItem(
            wanted["raw"],
            basis=wanted["basis"],
            sanitised=wanted["sanitised"],
            grade=self.grade,
            handling=self.handling,
            victim_basis=VictimBasis(basis) if basis else None,
        )


class QuickItemForm(Form):
    """An item made from a marked piece of the text: its words alone; the rest follows."""

    raw = forms.CharField(
        label=_("Words of the new item"),
        help_text=_("Mark a piece of the text and press the button above it, or paste it here."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "data-capture-target": ""}),
        max_length=LONGEST_ITEM,
        error_messages={"required": _("Mark or paste what the item says")},
    )


class CutForm(Form):
    """Several items at one go."""

    pieces = forms.CharField(
        label=_("The text, cut into items"),
        help_text=_("Leave an empty line between two items. Without empty lines every line becomes an item."),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Write or paste the items")},
    )

    @property
    def cut(self) -> tuple[str, ...]:
        """The pieces."""
        return pieces_of(self.cleaned_data["pieces"])


class SanitisedForm(EditForm):
    """The words of one item that may leave."""

    text = forms.CharField(
        label=_("Words that may leave"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_ITEM,
    )


class KeepForm(Form):
    """Why something stays."""

    reason = forms.CharField(
        label=_("It stays because"),
        max_length=300,
        error_messages={"required": _("Write in a few words why it does not give the source away")},
    )


def _sentence(reason: Refusal) -> str:
    words = worded(reason)
    return f"{words.why} {words.now}".strip()
