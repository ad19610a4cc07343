"""Writes the cases of a country's region into its node, through the actions that pages use. Needs Django."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions as cases
from samakki.cases.domain.events import NewEvent
from samakki.cases.domain.opening import NewCase
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import DataSubjectCategory, Offence, Role
from samakki.demo.people import DemoNation
from samakki.demo.region_plan import PlannedCase, cases_of
from samakki.intelligence import actions as intelligence
from samakki.intelligence.domain.vocabulary import Obtained, SourceKind
from samakki.intelligence.domain.writing import NewItem, NewReport
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import GradeSystem, NativeGrade

OFFICERS = get_user_model().objects


def work_region(nation: DemoNation, *, duty: Sequence[str], border: str, prosecutor: str) -> int:
    """Write the cases; gives how many people are in them.

    Args:
        nation: whose node it is.
        duty: codes of the investigators of the duty desk, who take turns.
        border: code of the border desk's.
        prosecutor: code of the prosecution service's, who reads none of the others' cases, nor they these.
    """
    people = 0
    for number, planned in enumerate(cases_of(nation.country)):
        if planned.is_prosecution:
            people += _prosecute(OFFICERS.get(code=prosecutor), planned, nation.time_zone)
        else:
            by = OFFICERS.get(code=border if planned.is_border else duty[number % len(duty)])
            people += _work(by, planned, nation.time_zone)
    return people


def _work(by: Officer, planned: PlannedCase, zone: str) -> int:
    offence = Offence.SMUGGLING if planned.is_border else Offence.TRAFFICKING
    purpose = Purpose.INVESTIGATE_SMUGGLING if planned.is_border else Purpose.INVESTIGATE_TRAFFICKING
    new = NewCase(
        planned.nickname, nickname_is_no_name=True, offences=frozenset({offence}), countries=planned.countries
    )
    case = cases.open_case(by=by, new=new, purpose=purpose)
    day = timezone.localdate() - timedelta(days=planned.days_ago)
    report = intelligence.start_report(
        by=by,
        new=NewReport(
            purpose,
            "\n\n".join(item.raw for item in planned.items),
            headline=planned.headline,
            source_kind=SourceKind.PERSON,
            obtained_how=Obtained.TOLD,
            obtained_on=day.isoformat(),
            language=planned.language,
        ),
    )
    grade = NativeGrade.parse(planned.grade, system=GradeSystem.FOUR_BY_FOUR)
    for one in planned.items:
        new_item = NewItem(one.raw, sanitised=one.sanitised, grade=grade)
        item = intelligence.add_item(by=by, reference=report, new=new_item)
        entity = one.entity
        intelligence.capture(
            by=by,
            reference=report,
            item=item,
            schema=entity.schema,
            statements=() if entity.place else entity.statements,
            place=entity.place,
        )
    intelligence.file_in_case(by=by, reference=report, case=case)
    event = NewEvent(planned.journey, PartialDate(day.isoformat()), zone, words=planned.items[2].raw, source=report)
    cases.add_event(by=by, case=case, new=event)
    return sum(1 for one in planned.items if one.entity.schema == "Person")


def _prosecute(by: Officer, planned: PlannedCase, zone: str) -> int:
    """A case that a prosecutor began: people as the case describes them, the broker a suspect, a task, an event."""
    new = NewCase(
        planned.nickname,
        nickname_is_no_name=True,
        offences=frozenset({Offence.TRAFFICKING}),
        countries=planned.countries,
    )
    case = cases.open_case(by=by, new=new, purpose=Purpose.PROSECUTE)
    met = [one.entity for one in planned.items if one.entity.schema == "Person"]
    broker, *_others = (cases.describe_person(by=by, case=case, person=one) for one in met)
    reason = planned.items[0].sanitised
    cases.categorise(by=by, case=case, person=broker, category=DataSubjectCategory.SUSPECT, reason=reason)
    cases.give_role(by=by, case=case, person=broker, role=Role.RECRUITER, reason=reason)
    today = timezone.localdate()
    cases.add_task(by=by, case=case, new=NewTask(planned.task, assigned=by.code, due_on=today + timedelta(days=5)))
    day = PartialDate((today - timedelta(days=planned.days_ago)).isoformat())
    words, thing = planned.items[2].sanitised, planned.items[1]
    cases.add_event(by=by, case=case, new=NewEvent(planned.journey, day, zone, words=f"{words} {thing.sanitised}"))
    return len(met)
