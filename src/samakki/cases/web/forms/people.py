"""Forms for people of a case and for the elements of a crime."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.records import ReferenceField
from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, RadiosWithHints, choosing
from samakki.cases.domain.elements import FORMS, Element, Standing
from samakki.cases.domain.people import NppFinding
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.cases.web.forms.fields import because
from samakki.cases.web.wording import elements as wording
from samakki.cases.web.wording.people import FINDINGS
from samakki.cases.web.wording.values import AGES, ALLEGED_ROLES, CATEGORIES
from samakki.entities.domain.reading import read_value
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.kernel.refusals import InvalidValue
from samakki.ui.forms import Form
from samakki.ui.wording import worded

TEXT = forms.TextInput(attrs=NO_SUGGESTIONS)


class EntityReferenceField(ReferenceField):
    """The reference of somebody who is described already."""

    def __init__(self) -> None:
        super().__init__()
        self.label = _("Reference of the person")
        self.help_text = _("Such as E-7K3QR, from a report or another record that is open to you.")
        self.error_messages["required"] = _("Type the reference of the person")


class KnownPersonForm(Form):
    """Somebody who is described already."""

    entity = EntityReferenceField()


class PersonForm(Form):
    """Somebody as the case describes them. Nothing is required but that something is said."""

    name = forms.CharField(
        label=_("Full name"),
        help_text=_("In the script it is written in, in the order it is said. Leave it empty if nobody knows it."),
        required=False,
        max_length=200,
        widget=TEXT,
    )
    alias = forms.CharField(
        label=_("Called"),
        help_text=_("Nickname or other name, such as “Bong Lek”."),
        required=False,
        max_length=200,
        widget=TEXT,
    )
    description = forms.CharField(
        label=_("What the person looks like, or is known by"),
        help_text=_("Such as “tall, scar on the left hand, speaks Khmer and Thai”."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label=_("Telephone number"), required=False, max_length=60, widget=TEXT)
    country = forms.ChoiceField(label=_("Country of that number"), required=False, widget=DataSelect)
    birth = forms.CharField(
        label=_("Date of birth, or what is known of it"),
        help_text=_("Such as 2008, May 2008 or 17/5/2551."),
        required=False,
        max_length=60,
        widget=TEXT,
    )
    READS: Mapping[str, str] = {
        "name": "name",
        "alias": "alias",
        "description": "description",
        "phone": "phone",
        "birth": "birthDate",
    }

    def clean(self) -> dict[str, Any]:
        """Read each line as its property; what cannot be read is said beside it."""
        cleaned = super().clean() or {}
        self.statements: list[NewStatement] = []
        for name, prop in self.READS.items():
            text = (cleaned.get(name) or "").strip()
            if text:
                self._read(name, prop, text, timezone.localdate())
        if not self.statements and not self.errors:
            self.add_error(None, _("Write at least one thing that is known of the person."))
        return cleaned

    def offer(self, countries: Iterable[tuple[str, object]]) -> None:
        """Offer countries for the telephone number."""
        self.set_choices("country", [("", ""), *countries])

    @property
    def entity(self) -> NewEntity:
        """What was said, for ``actions.describe_person``."""
        return NewEntity("Person", tuple(self.statements))

    def _read(self, name: str, prop: str, text: str, today: date) -> None:
        try:
            self.statements.append(
                read_value("Person", prop, text, country=self.cleaned_data.get("country", ""), on=today)
            )
        except InvalidValue as problem:
            words = worded(problem.refusal)
            self.add_error(name, f"{words.why} {words.now}".strip())


class CategoryForm(Form):
    """A category somebody gets into."""

    category = forms.TypedChoiceField(
        label=_("What is the person in this case?"),
        coerce=DataSubjectCategory,
        widget=RadiosWithHints,
        error_messages=choosing(_("Choose what the person is")),
    )
    reason = because(
        _("Why? Needed for a suspect and a conviction; the reason is shown wherever the category is."), required=False
    )

    def offer(self, categories: Iterable[DataSubjectCategory]) -> None:
        """Offer categories that do not hold yet."""
        self.set_choices("category", [(one.value, CATEGORIES[one]) for one in categories])
        self.fields["category"].widget.option_hints = {
            DataSubjectCategory.VICTIM.value: _("Presumed, on reasonable grounds. A named authority decides later."),
            DataSubjectCategory.SUSPECT.value: _("There are serious grounds for believing that the person took part."),
            DataSubjectCategory.CONVICTED.value: _("A judgment says so. Only the prosecution enters it."),
            DataSubjectCategory.OTHER.value: _("A relative, a contact, the owner of a thing."),
        }


class ReasonForm(Form):
    """A reason in words."""

    reason = because()


class MaybeReasonForm(Form):
    """A few words, where there is something to say."""

    reason = because(_("What came of it?"), required=False)


class RoleForm(Form):
    """A role somebody is alleged to have had."""

    role = forms.TypedChoiceField(
        label=_("Alleged role"),
        coerce=Role,
        choices=[("", ""), *((one.value, words) for one, words in ALLEGED_ROLES.items())],
        error_messages=choosing(_("Choose the alleged role")),
    )
    reason = because(_("What speaks for it?"))


class AgeForm(Form):
    """Whether somebody is under 18."""

    age = forms.TypedChoiceField(
        label=_("Is the person under 18?"),
        help_text=_("Where you are not sure, choose “perhaps”: the person is then treated as a child."),
        coerce=AgeStatus,
        choices=[(one.value, words) for one, words in AGES.items() if one is not AgeStatus.NOT_ASKED],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose an answer")),
    )
    reason = because(_("How do you know?"), required=False)


class NppForm(Form):
    """A prosecutor's answer about punishing a presumed victim."""

    finding = forms.TypedChoiceField(
        label=_("What did you find?"),
        coerce=NppFinding,
        choices=[(one.value, words) for one, (words, _hint) in FINDINGS.items()],
        widget=RadiosWithHints,
        error_messages=choosing(_("Choose what you found")),
    )
    reason = because(_("Your reasons"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        hints = {one.value: hint for one, (_words, hint) in FINDINGS.items()}
        self.fields["finding"].widget.option_hints = hints


class AssessForm(Form):
    """How far an element is shown."""

    standing = forms.TypedChoiceField(
        label=_("How far is it shown?"),
        coerce=Standing,
        choices=[
            (one.value, words) for one, (words, _colour) in wording.STANDINGS.items() if one is not Standing.NOT_LOOKED
        ],
        widget=forms.RadioSelect,
        error_messages=choosing(_("Choose how far it is shown")),
    )
    in_form = forms.MultipleChoiceField(label=_("In which form?"), required=False, widget=forms.CheckboxSelectMultiple)
    words = because(_("Why, and what is missing?"), required=False)

    def offer(self, element: Element) -> None:
        """Offer the forms of an element; without any, the question is not asked."""
        if FORMS[element]:
            self.set_choices("in_form", [(code, wording.FORMS[code]) for code in FORMS[element]])
        else:
            del self.fields["in_form"]


class SupportReferenceField(ReferenceField):
    """The reference of what supports an element."""

    def __init__(self) -> None:
        super().__init__()
        self.label = _("Reference")
        self.help_text = _("Of an exhibit (X-…), a person or thing (E-…), an item of a report (I-…) or an event (V-…).")
        self.error_messages["required"] = _("Type the reference")


class SupportForm(Form):
    """Something that speaks for or against an element."""

    reference = SupportReferenceField()
    words = because(_("What does it show?"), required=False)
    is_against = forms.BooleanField(
        label=_("It speaks against the element"),
        help_text=_("Keep it as carefully: the defence has a right to it."),
        required=False,
    )
