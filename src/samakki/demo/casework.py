"""One case as officers work it: report, items, people, tasks, exhibit and hand-over, and what a village told.

Written through the actions that pages use, so the demonstration can show nothing that officers could not have made.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.cases import actions as cases
from samakki.cases.domain.custody import CustodyPurpose, NewMove, Party, SealState
from samakki.cases.domain.events import NewEvent
from samakki.cases.domain.exhibits import ExhibitKind, NewExhibit
from samakki.cases.domain.opening import NewCase
from samakki.cases.domain.tasks import NewTask
from samakki.cases.domain.vocabulary import DataSubjectCategory, Offence, Role
from samakki.demo.again import tell_older
from samakki.demo.stories import Story
from samakki.entities.domain.reading import read_value
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.intelligence import actions as intelligence
from samakki.intelligence import queries as intelligence_queries
from samakki.intelligence.domain.vocabulary import Concern, Obtained, SourceKind
from samakki.intelligence.domain.writing import NewCommunityReport, NewItem, NewReport
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import GradeSystem, NativeGrade

OFFICERS = get_user_model().objects
KEEP = "Many people at the market know this."
TRAFFICKING = Purpose.INVESTIGATE_TRAFFICKING


def work_case(story: Story, *, investigator: str, colleagues: Sequence[str], supervisor: str, prosecutor: str) -> str:
    """Write the case of a story and give its reference; arguments are officer codes."""
    by, chief, counsel = (OFFICERS.get(code=code) for code in (investigator, supervisor, prosecutor))
    new = NewCase(
        story.nickname, nickname_is_no_name=True, offences=frozenset({Offence.TRAFFICKING}), countries=story.countries
    )
    case = cases.open_case(by=by, new=new, purpose=TRAFFICKING)
    cases.add_to_team(by=chief, case=case, officer=prosecutor, purpose=Purpose.PROSECUTE)
    for colleague in colleagues:
        cases.add_to_team(by=chief, case=case, officer=colleague, purpose=TRAFFICKING)
    report, items = _report(story, investigator)
    recruiter = _captured(story, investigator, report, items)
    tell_older(story, investigator=investigator, recruiter=recruiter)
    intelligence.file_in_case(by=by, reference=report, case=case)

    cases.add_person(by=by, case=case, entity=recruiter)
    reason = f"{report}: {story.facts[0].raw}"
    cases.categorise(by=by, case=case, person=recruiter, category=DataSubjectCategory.SUSPECT, reason=reason)
    cases.give_role(by=by, case=case, person=recruiter, role=Role.RECRUITER, reason=reason)
    nobody_named = NewEntity("Person", [NewStatement("samakki:build", story.unknown, language=story.language)])
    cases.describe_person(by=by, case=case, person=nobody_named)

    today = timezone.localdate()
    cases.add_task(by=by, case=case, new=NewTask(story.task, assigned=investigator, due_on=today + timedelta(days=3)))
    now = timezone.now()
    cases.add_event(
        by=by,
        case=case,
        new=NewEvent(
            story.arrival,
            PartialDate((today - timedelta(days=20)).isoformat()),
            story.zone,
            words=story.facts[2].raw,
            place=story.house,
            source=report,
            in_summary=True,
            entities=(recruiter,),
        ),
    )
    _exhibit(story, investigator, counsel.code, case, seized_at=now - timedelta(days=2))
    intelligence.grade_report(by=by, reference=report)
    answer_warnings(by, report)
    intelligence.sanitise_report(by=by, reference=report)
    return case


def answer_warnings(by: Officer, report: str) -> None:
    """Say of everything that might give the source away why it may stay."""
    detail = intelligence_queries.report(by, report)
    for warning in detail.warnings if detail else ():
        if warning.answer is None:
            intelligence.answer_warning(by=by, reference=report, warning=warning.id, reason=KEEP)


def watch_border(story: Story, *, investigator: str) -> str:
    """Open a smuggling case at the border desk."""
    by = OFFICERS.get(code=investigator)
    new = NewCase(
        story.border_nickname,
        nickname_is_no_name=True,
        offences=frozenset({Offence.SMUGGLING}),
        countries=story.countries,
    )
    return cases.open_case(by=by, new=new, purpose=Purpose.INVESTIGATE_SMUGGLING)


def tell_village(story: Story, *, social_worker: str) -> str:
    """Write down what a village told the support agency, which has not decided yet what it is for."""
    told = NewCommunityReport(
        story.village,
        concern=Concern.OTHER,
        country=story.countries[0],
        province=story.province,
        exact_place=story.house,
        language=story.language,
        obtained_on=(timezone.localdate() - timedelta(days=1)).isoformat(),
    )
    return intelligence.start_community_report(by=OFFICERS.get(code=social_worker), new=told)


def _report(story: Story, investigator: str) -> tuple[str, tuple[str, ...]]:
    by = OFFICERS.get(code=investigator)
    new = NewReport(
        TRAFFICKING,
        "\n\n".join(fact.raw for fact in story.facts),
        headline=story.headline,
        source_kind=SourceKind.PERSON,
        obtained_how=Obtained.TOLD,
        obtained_on=(timezone.localdate() - timedelta(days=4)).isoformat(),
        language=story.language,
    )
    report = intelligence.start_report(by=by, new=new)
    made = []
    for fact in story.facts:
        grade = NativeGrade.parse(fact.grade, system=GradeSystem.FOUR_BY_FOUR)
        item = NewItem(fact.raw, sanitised=fact.sanitised, grade=grade)
        made.append(intelligence.add_item(by=by, reference=report, new=item))
    return report, tuple(made)


def _captured(story: Story, investigator: str, report: str, items: tuple[str, ...]) -> str:
    """The recruiter, his telephone and the house, as the report describes them; gives the recruiter's reference."""
    by = OFFICERS.get(code=investigator)
    person, phone, house = items
    names = (NewStatement("name", story.recruiter, language=story.language), NewStatement("alias", story.romanised))
    recruiter = intelligence.capture(by=by, reference=report, item=person, schema="Person", statements=names)
    number = read_value("UserAccount", "number", story.phone, country=story.countries[0], on=timezone.localdate())
    intelligence.capture(by=by, reference=report, item=phone, schema="UserAccount", statements=(number,))
    intelligence.capture(
        by=by,
        reference=report,
        item=house,
        schema="Address",
        statements=(),
        place=NewPlace(story.house, country=story.countries[0], province=story.province, described_by="source"),
    )
    return recruiter


def _exhibit(story: Story, investigator: str, prosecutor: str, case: str, *, seized_at: datetime) -> None:
    """A telephone that the investigator handed over; the prosecutor has not confirmed yet."""
    by = OFFICERS.get(code=investigator)
    new = NewExhibit(ExhibitKind.PHONE, story.thing, seized_at, story.zone, story.found_at, seal="A 1042")
    exhibit = cases.add_exhibit(by=by, case=case, new=new)
    move = NewMove(
        Party(investigator),
        Party(prosecutor),
        (seized_at + timedelta(days=1)).astimezone(ZoneInfo(story.zone)),
        story.zone,
        CustodyPurpose.COURT,
        seal_before="A 1042",
        seal_after="A 1042",
        seal_state=SealState.INTACT,
    )
    cases.hand_over(by=by, exhibit=exhibit, move=move)
