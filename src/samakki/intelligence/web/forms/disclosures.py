"""Forms of the sending side: what is ticked, what is answered, what a second person adds."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import DayField, RadiosWithHints, choosing
from samakki.entities.domain.exporting.naming import NameInIt, Whose
from samakki.entities.web.wording.exporting import WHOSE
from samakki.intelligence.actions.disclosing import name_digest
from samakki.intelligence.domain.disclosure_answers import Answers, RiskAnswer, RiskQuestion, SafetyCondition
from samakki.intelligence.domain.disclosure_items import LONGEST_SUMMARY, Contents, Part
from samakki.intelligence.queries.desks import ListedDesk
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.forms import Form
from samakki.ui.templatetags.samakki import as_is

DAY_WRONG = _("Type a whole day, such as 2026-03-01")


class Hinted(RadiosWithHints):
    """Radio buttons of parts and scopes, each with what it does."""

    option_hints: Mapping[str, object] = {
        **{one.value: hint for one, (_words, hint) in words.PARTS.items() if hint},
        **{one.value: hint for one, (_words, hint) in words.SCOPES.items()},
    }


class ContentsForm(Form):
    """What goes, and whom it goes to. Nothing is ticked until somebody ticks it."""

    items = forms.MultipleChoiceField(label=_("Items"), required=False, widget=forms.CheckboxSelectMultiple)
    to = forms.MultipleChoiceField(
        label=_("Desks that will read it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=choosing(_("Choose at least one desk")),
    )
    summary = forms.CharField(
        label=_("A few words at the head"),
        help_text=_("The desk reads them first. Write no name that you did not tick."),
        required=False,
        max_length=LONGEST_SUMMARY,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    part = forms.TypedChoiceField(
        label=_("What goes first"),
        coerce=Part,
        choices=[(one.value, said) for one, (said, _hint) in words.PARTS.items()],
        widget=Hinted,
        initial=Part.WHOLE.value,
        error_messages=choosing(_("Choose what goes first")),
    )
    feedback_due = DayField(
        label=_("Day by which you hope to hear what came of it"),
        required=False,
        error_messages={"invalid": DAY_WRONG},
    )

    brought: frozenset[str] = frozenset()
    beside: Mapping[str, tuple[int, ...]] = MappingProxyType({})

    def offer(
        self,
        items: Sequence[tuple[str, object]],
        things: Sequence[tuple[str, object, Sequence[tuple[int, object]]]],
        desks: Sequence[ListedDesk],
        *,
        brought: Collection[str] = (),
        beside: Mapping[str, tuple[int, ...]] = MappingProxyType({}),
    ) -> None:
        """Say what can be ticked: items, values of each person or thing, desks.

        Args:
            items: reference and words.
            things: reference, what it is called, number and words of each value.
            desks: those of the directory that take it.
            brought: references of things that files brought, which the page folds away: there may be hundreds.
            beside: numbers of what goes along with any value of a thing, by its reference: that it is a telephone.
        """
        self.beside = beside
        self.brought = frozenset(f"of-{one}" for one in brought)
        self.set_choices("items", list(items))
        self.set_choices("to", [(one.address, as_is(f"{one.name} ({one.address})")) for one in desks])
        for reference, called, values in things:
            self.fields[f"of-{reference}"] = forms.TypedMultipleChoiceField(
                label=called,  # type: ignore[arg-type]  # marked-up data
                required=False,
                coerce=int,
                choices=[(str(number), said) for number, said in values],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def things(self) -> list[forms.BoundField]:
        """The fields of people and things that were captured."""
        return [self[name] for name in self.fields if name.startswith("of-") and name not in self.brought]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The fields of people and things that files brought."""
        return [self[name] for name in self.fields if name in self.brought]

    @property
    def is_unfolded(self) -> bool:
        """Whether something of these is ticked or wrong."""
        return any(one.value() or one.errors for one in self.folded)

    @property
    def contents(self) -> Contents:
        """What was ticked."""
        data = self.cleaned_data
        ticked = {name.removeprefix("of-"): data[name] for name in self.fields if name.startswith("of-") and data[name]}
        statements = {one: (*some, *self.beside.get(one, ())) for one, some in ticked.items()}
        return Contents(tuple(data["items"]), statements, data["summary"], data["part"])


class QuestionsForm(Form):
    """Dangers for each country, and whose each name is. May be saved half answered."""

    def __init__(
        self,
        *args: object,
        countries: Sequence[tuple[str, object]],
        names: Sequence[NameInIt],
        held: tuple[Answers, Mapping[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self._countries, self._names = [code for code, _words in countries], names
        answers, said = held
        for code, _called in countries:
            for question in RiskQuestion:
                given = answers.get(code, {}).get(question)
                self.fields[f"{question.value}-{code}"] = forms.TypedChoiceField(
                    label=words.QUESTIONS[question],  # type: ignore[arg-type]  # words
                    coerce=RiskAnswer,
                    required=False,
                    empty_value=None,
                    choices=[(one.value, text) for one, text in words.ANSWERS.items()],
                    widget=forms.RadioSelect,
                    initial=given.value if given else None,
                )
        self.fields["words"] = forms.CharField(
            label=_("What you know of a danger"),
            help_text=_("Needed where an answer is not “No”. A supervisor reads it; it does not leave."),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        for one in names:
            digest = name_digest(one.key)
            self.fields[f"name-{digest}"] = forms.TypedChoiceField(
                label=as_is(one.name),
                coerce=Whose,
                required=False,
                empty_value=None,
                choices=[("", ""), *((whose.value, text) for whose, text in WHOSE.items())],
                initial=said.get(digest, ""),
            )

    def of_country(self, code: str) -> list[forms.BoundField]:
        """The questions about one country."""
        return [self[f"{question.value}-{code}"] for question in RiskQuestion]

    @property
    def of_names(self) -> list[forms.BoundField]:
        """The questions about names."""
        return [self[name] for name in self.fields if name.startswith("name-")]

    @property
    def answers(self) -> Answers:
        """What was answered about dangers."""
        data = self.cleaned_data
        return {
            code: {
                question: said
                for question in RiskQuestion
                if (said := data.get(f"{question.value}-{code}")) is not None
            }
            for code in self._countries
        }

    @property
    def names(self) -> dict[str, Whose]:
        """Whose each name is, by key."""
        said = {one.key: self.cleaned_data.get(f"name-{name_digest(one.key)}") for one in self._names}
        return {key: whose for key, whose in said.items() if whose is not None}


class ConditionsForm(Form):
    """What a second person attaches."""

    conditions = forms.TypedMultipleChoiceField(
        label=_("Conditions to attach"),
        coerce=SafetyCondition,
        required=False,
        choices=[(one.value, text) for one, text in words.SAFETY.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("More, in your words"),
        help_text=_("The other desk reads this."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConfirmForm(Form):
    """The yes to exactly what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label=_("I have read every word above as the other desk will read it"),
        error_messages={"required": _("Tick the box when you have read it")},
    )


class BackForm(Form):
    """Why it goes back."""

    note = forms.CharField(
        label=_("What should change"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what should change")},
    )
