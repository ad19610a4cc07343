"""At home: a file or a report, who is known already, a judgement, a case, grades, and a second person's leave."""

import io
from datetime import timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from samakki.cases.models import Case
from samakki.entities.actions import importing
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.domain.reading import read_value
from samakki.entities.domain.statements import NewPlace, NewStatement
from samakki.entities.models import Entity, Import, Statement
from samakki.intelligence import actions
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.domain.writing import NewReport
from samakki.intelligence.models import Filing, Report, ReportItem, SourceIdentity
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator
from samakki.matching import actions as matching
from samakki.matching.domain.vocabulary import Judgement, Reason
from samakki.matching.models import Judgement as Judged
from samakki.matching.queries.candidates import possible_matches
from tests.support.casework import TRAFFICKING, a_case, an_item
from tools.faults.exchange.nodes import SimNode, officer_of
from tools.faults.main_job.play import MainPlay
from tools.faults.main_job.told import OTHERS, SECRETS, Person

KEPT = "Not of the source."
HEADINGS = "No,ឈ្មោះ,Phone,DOB,Notes"
ITEMS = ("raw item", "second raw item", "third raw item")
WHY = {Judgement.POSITIVE: Reason.FITS_TOGETHER, Judgement.NEGATIVE: Reason.SEEN, Judgement.UNSURE: Reason.TOO_LITTLE}
WORDS = {"raw item": "sanitised", "second raw item": "second sanitised", "third raw item": ""}


def on_file(node: SimNode, person: Person) -> None:
    """Whom the node knows already, as another officer wrote the name; and a rest-house."""
    with node.at_work():
        by = officer_of(node, desk=0)
        report = actions.start_report(by=by, new=NewReport(TRAFFICKING, "Seen before.", headline="Older"))
        said = [NewStatement("name", person.known), NewStatement("birthDate", person.born)]
        actions.capture(by=by, reference=report, item="", schema="Person", statements=said)


def report_of(node: SimNode) -> str:
    """The report that the schedule is about; within the node."""
    found = Report.objects.filter(headline=SECRETS["headline"]).first()
    return found.reference if found else ""


def write(play: MainPlay, home: SimNode, person: Person) -> None:
    """Write down what a source told: items, and the person, the telephone and the house in them."""

    def registered() -> None:
        details = SourceDetails(names=(SECRETS["source"],))
        actions.register_source(by=officer_of(home), kind=SourceKind.PERSON, details=details, purpose=TRAFFICKING)

    def started() -> None:
        new = NewReport(
            TRAFFICKING, SECRETS["raw text"], headline=SECRETS["headline"],
            source_reference=SourceIdentity.objects.get().reference,
        )  # fmt: skip
        file = io.BytesIO(f"{SECRETS['raw text']} in a file".encode())
        actions.start_report(by=officer_of(home), new=new, file=file, file_name=f"{SECRETS['file name']}.txt")

    play.act("register a source", home, registered, SourceIdentity.objects.exists, twice=False)
    play.act("write a report", home, started, lambda: bool(report_of(home)), twice=False)
    for place in ITEMS:
        play.act("add an item", home, partial(_item, home, place), partial(_is_at, place), twice=False)
    if play.chance(0.5):
        play.act("add an item of others", home, lambda: _of_others(home), partial(_is_at, "raw of others"), twice=False)
    said = [
        NewStatement("name", person.name), NewStatement("alias", person.also), NewStatement("birthDate", person.born),
        NewStatement("summary", SECRETS["note"]), NewStatement("religion", SECRETS["religion"]),
    ]  # fmt: skip
    _captured(play, home, "Person", "raw item", said)
    with play.looking(home):
        number = read_value("UserAccount", "number", person.phone, country="KH", on=timezone.localdate())
    _captured(play, home, "UserAccount", "second raw item", [number])
    _captured(
        play, home, "Address", "third raw item", [], NewPlace(SECRETS["house"], country="KH", described_by="source")
    )


def _item(home: SimNode, place: str) -> None:
    words = SECRETS.get(WORDS[place], "")
    an_item(
        officer_of(home), report_of(home), raw=f"{SECRETS[place]}, told at the market.",
        sanitised=f"A man drives a van, {words}." if words else "",
    )  # fmt: skip


def _of_others(home: SimNode) -> None:
    by_others = Handling(
        codes=frozenset({HandlingCode.H2}),
        purposes=frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
        review_on=timezone.localdate() + timedelta(days=90),
        originators=frozenset({Originator("LA/POL", "R-1")}),
    )
    an_item(
        officer_of(home), report_of(home), raw=SECRETS["raw of others"], sanitised=SECRETS["H2 of others"],
        handling=by_others,
    )  # fmt: skip


def _at(place: str) -> str:
    found = ReportItem.objects.filter(raw__contains=SECRETS[place]).first()
    return found.reference if found else ""


def _is_at(place: str) -> bool:
    return bool(_at(place))


def _captured(
    play: MainPlay, home: SimNode, schema: str, place: str, said: list[NewStatement], where: NewPlace | None = None
) -> None:
    play.act(
        f"capture: {schema}", home,
        lambda: actions.capture(
            by=officer_of(home), reference=report_of(home), item=_at(place), schema=schema, statements=said, place=where
        ),
        lambda: _things(home, schema).exists(),
        twice=False,
    )  # fmt: skip


def _things(home: SimNode, schema: str) -> QuerySet[Entity]:
    return Entity.objects.filter(schema=schema, source__reference=report_of(home))


def bring_in(play: MainPlay, home: SimNode, person: Person) -> None:
    """A sheet that somebody sent: read, described, checked, written as a draft, accepted into a report."""

    def new_report() -> None:
        new = NewReport(TRAFFICKING, SECRETS["raw text"], headline=SECRETS["headline"])
        actions.start_report(by=officer_of(home), new=new)

    def taken_in() -> None:
        rows = [HEADINGS, f"0,{person.name},{person.phone},{person.born},{SECRETS['note']}"]
        rows += [f"{number},{name},01290000{number},,{SECRETS['note']}" for number, name in enumerate(OTHERS, 1)]
        file = io.BytesIO("\n".join(rows).encode())
        importing.start_import(by=officer_of(home), file=file, file_name=f"{SECRETS['file name']}.csv", country="KH")

    def described() -> None:
        row = Import.objects.get()
        columns = [(one["key"], one["target"], one["service"]) for one in row.columns]
        reading = Reading.from_json(row.reading)
        importing.describe_import(by=officer_of(home), reference=row.reference, reading=reading, columns=columns)
        importing.check_import(by=officer_of(home), reference=row.reference)

    play.act("write a report", home, new_report, lambda: bool(report_of(home)), twice=False)
    play.act("add an item", home, lambda: _item(home, "raw item"), partial(_is_at, "raw item"), twice=False)
    play.act("bring a file in", home, taken_in, Import.objects.exists, twice=False)
    beyond = [ImportState.UPLOADED.value, ImportState.MAPPED.value]
    play.act("say what columns mean", home, described, lambda: not Import.objects.filter(state__in=beyond).exists())
    _wait_for(play, home, ImportState.CHECKED)
    done = (ImportState.WRITING.value, ImportState.DRAFT.value)
    play.act(
        "write the file as a draft", home,
        lambda: importing.write_import(by=officer_of(home), reference=Import.objects.get().reference),
        lambda: Import.objects.filter(state__in=done).exists(),
    )  # fmt: skip
    _wait_for(play, home, ImportState.DRAFT)
    done = (ImportState.ACCEPTING.value, ImportState.ACCEPTED.value)
    play.act(
        "accept the file", home,
        lambda: importing.accept_import(
            by=officer_of(home), reference=Import.objects.get().reference, into=report_of(home)
        ),
        lambda: Import.objects.filter(state__in=done).exists(),
    )  # fmt: skip
    _wait_for(play, home, ImportState.ACCEPTED)


def _wait_for(play: MainPlay, home: SimNode, state: ImportState) -> None:
    """Until the worker did its part, whose process may end as well."""
    for _ in range(12):
        if home.ends_at is None and play.chance(0.3):
            play.doom_here(home)
        if not home.is_up:
            play.begin_again(home)
        play.keep_house(home, is_sure=True)
        with play.looking(home):
            if home.is_up and Import.objects.get().state == state.value:
                play.note(f"an import is {state.value}")
                return
    play.ledger.faults.append(f"an import never was {state.value}")


def look_for_matches(play: MainPlay, home: SimNode, person: Person) -> None:
    """The worker compares; an officer sees whom the node knows already, and says that it is one person, or not."""
    for _ in range(4):
        if home.ends_at is None and play.chance(0.3):
            play.doom_here(home)
        if not home.is_up:
            play.begin_again(home)
        play.keep_house(home, is_sure=True)
    if not home.is_up:
        play.begin_again(home)
    home.ends_at = None
    play.keep_house(home, is_sure=True)
    with play.looking(home):
        ours, known = _pair(home, person)
        seen = possible_matches(officer_of(home), ours, most=20)
        if seen is None or known not in {one.other.reference for one in seen.shown}:
            play.ledger.faults.append(f"nobody saw that {person.also} is known already")
            return
    play.note("a possible match seen")
    said = play.dice.choice((Judgement.POSITIVE, Judgement.NEGATIVE, Judgement.UNSURE))
    play.act(
        f"judge: {said.value}", home,
        lambda: matching.judge(by=officer_of(home), a=ours, b=known, judgement=said, reason=WHY[said]),
        Judged.objects.exists,
    )  # fmt: skip


def _pair(home: SimNode, person: Person) -> tuple[str, str]:
    own = Statement.objects.filter(prop="name", value=person.name).values_list("entity__reference", flat=True)
    other = Statement.objects.filter(prop="name", value=person.known).values_list("entity__reference", flat=True)
    return own[0], other[0]


def open_case(play: MainPlay, home: SimNode) -> None:
    """A case, and the report in it."""
    play.act(
        "open a case",
        home,
        lambda: a_case(officer_of(home), nickname=SECRETS["case"]),
        Case.objects.exists,
        twice=False,
    )
    play.act(
        "file it in the case", home,
        lambda: actions.file_in_case(
            by=officer_of(home), reference=report_of(home), case=Case.objects.get().reference
        ),
        lambda: Filing.objects.filter(taken_out_at=None).exists(),
    )  # fmt: skip


def release(play: MainPlay, node: SimNode, report: str) -> None:
    """Graded, sanitised with every warning answered, and a second person's leave.

    Args:
        play: the schedule.
        node: where.
        report: its reference.
    """

    def state() -> str:
        return Report.objects.get(reference=report).state

    def answered() -> None:
        for warning in Report.objects.get(reference=report).warnings.filter(answer=""):
            actions.answer_warning(
                by=officer_of(node), reference=report, warning=warning.pk, reason="Not of the source."
            )

    def unanswered() -> bool:
        return Report.objects.get(reference=report).warnings.filter(answer="").exists()

    play.act(
        "grade", node, lambda: actions.grade_report(by=officer_of(node), reference=report), lambda: state() != "draft"
    )
    play.act("answer warnings", node, answered, lambda: not unanswered(), twice=False)
    play.act(
        "sanitise", node, lambda: actions.sanitise_report(by=officer_of(node), reference=report),
        lambda: state() not in {"draft", "graded"},
    )  # fmt: skip
    with play.looking(node):
        day = timezone.localdate() + timedelta(days=30)
    play.act(
        "authorise", node,
        lambda: actions.authorise_release(by=officer_of(node, supervises=True), reference=report, feedback_due=day),
        lambda: bool(Report.objects.get(reference=report).authorised_by),
    )  # fmt: skip
