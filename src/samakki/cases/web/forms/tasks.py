"""Forms of tasks and of lists of tasks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samakki.access.web.forms.widgets import NO_SUGGESTIONS, DataSelect, DayField, RadiosWithHints, choosing
from samakki.cases.domain.tasks import LONGEST_TITLE
from samakki.cases.domain.templates import LONGEST_DAYS, LONGEST_NAME, LONGEST_STEP, MadeFor, Step
from samakki.cases.domain.vocabulary import Offence
from samakki.cases.web.forms.cases import OfficerForm
from samakki.cases.web.forms.fields import because
from samakki.cases.web.wording.values import OFFENCES, country_name
from samakki.kernel.codes import REGION_COUNTRIES
from samakki.kernel.references import parse_reference
from samakki.ui.forms import Form, ValueField
from samakki.ui.wording import filled

EMPTY_STEPS = 3
ANYBODY = _("Anybody of the desk")


class TaskForm(Form):
    """A new task."""

    title = forms.CharField(
        label=_("What is to be done?"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Say what is to be done")},
    )
    owner_desk = forms.ChoiceField(
        label=_("Desk that answers for it"),
        help_text=_("Desks with somebody on the team."),
        widget=DataSelect,
        error_messages=choosing(_("Choose the desk")),
    )
    assigned = forms.ChoiceField(label=_("Officer"), required=False, widget=DataSelect)
    due_on = DayField(
        label=_("Due on"), required=False, error_messages={"invalid": _("Type a whole day, such as 2026-03-01")}
    )
    after = forms.MultipleChoiceField(label=_("Has to wait for"), required=False, widget=forms.CheckboxSelectMultiple)
    protects = forms.BooleanField(
        label=_("It protects a person"),
        help_text=_("The case cannot be closed while it is open."),
        required=False,
    )

    def offer(
        self, *, desks: Iterable[str], officers: Iterable[tuple[str, str]], tasks: Sequence[tuple[str, object]]
    ) -> None:
        """Offer desks and officers of the team, and the open tasks of the case."""
        self.set_choices("owner_desk", [(desk, desk) for desk in desks])
        self.set_choices("assigned", [("", ANYBODY), *officers])
        if tasks:
            self.set_choices("after", tasks)
        else:
            del self.fields["after"]


class AssignForm(OfficerForm):
    """Who does a task."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.fields["officer"].required = False


class PutOffForm(Form):
    """Another day."""

    due_on = DayField(
        label=_("New day"),
        help_text=_("Empty for no day. The days before stay in the history."),
        required=False,
        error_messages={"invalid": _("Type a whole day, such as 2026-03-01")},
    )
    reason = because()


class WaitingForm(Form):
    """An answer from outside."""

    reference = ValueField[str](
        read=parse_reference,
        label=_("Reference of what it waits for"),
        help_text=_("Of a request, a report or another record. Leave it empty if the task no longer waits."),
        required=False,
        widget=forms.TextInput(attrs=NO_SUGGESTIONS),
    )
    reason = because(_("From whom, and since when?"), required=False)


class FirstForm(Form):
    """A task that comes first."""

    first = forms.ChoiceField(label=_("Has to wait for"), error_messages=choosing(_("Choose the task")))

    def offer(self, tasks: Iterable[tuple[str, object]]) -> None:
        """Offer the other open tasks of the case."""
        self.set_choices("first", [("", ""), *tasks])


class ApplyForm(Form):
    """A list to put into a case."""

    code = forms.ChoiceField(
        label=_("List of tasks"),
        help_text=_("Tasks that the case has already are not added again."),
        widget=RadiosWithHints,
        error_messages=choosing(_("Choose a list")),
    )

    def offer(self, lists: Iterable[tuple[str, object, str]]) -> None:
        """Offer lists, as code, words and what cases they are written for."""
        listed = list(lists)
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, words) for code, words, _for in listed]
        hints = {code: filled(_("For: %(cases)s"), cases=one) for code, _words, one in listed if one}
        field.widget.option_hints = hints


class ListForm(Form):
    """The name of a list of tasks."""

    name = forms.CharField(
        label=_("Name of the list"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Type a name")},
    )
    offence = forms.ChoiceField(
        label=_("For cases of which offence?"),
        choices=[("", _("Any")), *((one.value, words) for one, words in OFFENCES.items())],
        required=False,
    )
    countries = forms.MultipleChoiceField(
        label=_("For cases of which countries?"),
        help_text=_("Tick none for any. It is suggested to cases that concern one of them."),
        choices=lambda: [(one.code, country_name(one.code)) for one in REGION_COUNTRIES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def made_for(self) -> MadeFor:
        """Cases it is written for, once the form is valid."""
        offence = self.cleaned_data["offence"]
        return MadeFor(Offence(offence) if offence else None, frozenset(self.cleaned_data["countries"]))


class StepForm(Form):
    """One line of a list. An empty line is left out."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Task"), required=False, max_length=LONGEST_STEP)
    days = forms.IntegerField(label=_("Due after so many days"), required=False, min_value=0, max_value=LONGEST_DAYS)
    after = forms.IntegerField(
        label=_("Waits for task number"), required=False, min_value=1, help_text=_("One that stands above it.")
    )
    protects = forms.BooleanField(label=_("It protects a person"), required=False)


StepFormSet = forms.formset_factory(StepForm, extra=EMPTY_STEPS, max_num=60, absolute_max=60)


def initial_of(steps: Sequence[Step], titles: Sequence[str]) -> list[dict[str, Any]]:
    """Lines of a list as the form shows them."""
    numbers = {step.key: number for number, step in enumerate(steps, start=1)}
    return [
        {
            "key": step.key,
            "title": title,
            "days": step.days,
            "after": numbers.get(step.after[0]) if step.after else None,
            "protects": step.protects,
        }
        for step, title in zip(steps, titles, strict=True)
    ]


def steps_from(lines: Sequence[dict[str, Any]], known: Sequence[Step]) -> tuple[Step, ...]:
    """Steps that the lines of a form say; a line that is not changed keeps its key, so that no case gets it twice.

    Args:
        lines: cleaned values, in order; those without a title are left out.
        known: steps the list had, whose further conditions stay where the line still waits for the first of them.
    """
    before = {step.key: step for step in known}
    keys: list[str] = []
    taken = {line["key"] for line in lines if line.get("key")}
    for line in lines:
        key = line.get("key") or next(f"s{n}" for n in range(1, 1000) if f"s{n}" not in taken)
        taken.add(key)
        keys.append(key)
    found = []
    for line, key in zip(lines, keys, strict=True):
        if not (line.get("title") or "").strip():
            continue
        number = line.get("after")
        first = keys[number - 1] if number and number <= len(keys) else ("?" if number else "")
        old = before.get(key)
        after = old.after if old and first and first in old.after else ((first,) if first else ())
        found.append(Step(key, line.get("days"), after, protects=bool(line.get("protects")), title=line["title"]))
    return tuple(found)
