"""Random reports with marked secrets, random ticks: no mark is in a byte that leaves, except where it was ticked."""

import json
import random
from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities.actions import protect_person
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.statements import NewStatement
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import OriginalKind, SourceKind
from samakki.intelligence.domain.writing import NewReport
from samakki.intelligence.models import Disclosure, ReceivedDisclosure, Report
from samakki.intelligence.queries.disclosable import described_by
from samakki.intelligence.queries.packaging import names_to_answer
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator
from tests.actions.intelligence.world_of_disclosures import NO, Abroad
from tests.support.casework import TRAFFICKING, an_item
from tests.support.wire import THAI

CASES = 10


class Marks:
    """Words that stand in one place each, and where."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.where: dict[str, str] = {}

    def at(self, place: str) -> str:
        """A word for one place; its letters are in no other text."""
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{self.seed:02}{len(self.where):02}")
        word = f"Zqx{letters}ky"  # letters alone, so that it can be a name
        self.where[place] = word
        return word


@pytest.mark.parametrize("seed", range(CASES))
def test_no_secret_is_in_a_byte_that_leaves_unless_it_was_ticked(abroad: Abroad, seed: int) -> None:
    draw, marks, by = random.Random(seed), Marks(seed), abroad.desk.writer  # noqa: S311  (a test draws cases)
    report, values = _case(abroad, marks, draw)
    ticked_items = [item for item in values["items"] if draw.random() < 0.6] or values["items"][:1]
    described = {one.reference: one for one in described_by(_row(report))}
    ticked = {
        reference: tuple(value.id for value in one.values if draw.random() < 0.5)
        for reference, one in described.items()
    }
    reference = actions.start_disclosure(by=by, report=report)
    part = draw.choice(list(Part))
    summary = marks.at("ticked summary")
    contents = Contents(tuple(ticked_items), ticked, summary, part)
    actions.choose_contents(by=by, reference=reference, contents=contents, to=[THAI])
    names = names_to_answer(Disclosure.objects.get(reference=reference))
    actions.answer_questions(
        by=by,
        reference=reference,
        answers={"TH": NO},
        words=marks.at("words about danger"),
        names={one.key: Whose.OTHER for one in names},
    )
    actions.freeze_disclosure(by=by, reference=reference)
    row = Disclosure.objects.get(reference=reference)
    if row.codes:  # a code of a protected person takes a second one, who sees the same bytes
        actions.hand_over_disclosure(by=by, reference=reference)
        actions.confirm_disclosure(by=abroad.desk.supervisor, reference=reference, seen=row.package_digest)
    else:
        actions.send_disclosure(by=by, reference=reference, seen=row.package_digest)
    Disclosure.objects.filter(reference=reference).update(held_until=timezone.now() - timedelta(seconds=1))
    left = _everything_that_leaves(abroad)

    allowed = {summary}
    allowed |= {word for place, word in marks.where.items() if place in {f"sanitised {one}" for one in ticked_items}}
    for one in described.values():
        for value in one.values:
            if value.id in ticked[one.reference]:
                allowed |= {
                    word for word in marks.where.values() if word in f"{value.said.value}{value.said.as_written}"
                }
    leaked = {place for place, word in marks.where.items() if word.encode() in left and word not in allowed}
    assert leaked == set()
    assert summary.encode() in left


def _case(abroad: Abroad, marks: Marks, draw: random.Random) -> tuple[str, dict[str, list[str]]]:
    """A report with a source, items, people, a protected one, a link with words, a file name, an item of others."""
    by = abroad.desk.writer
    source = actions.register_source(
        by=by,
        kind=SourceKind.PERSON,
        details=SourceDetails(names=(marks.at("source"),)),
        purpose=TRAFFICKING,
    )
    new = NewReport(
        TRAFFICKING,
        marks.at("raw text"),
        headline=marks.at("headline"),
        source_reference=source,
        original_kind=OriginalKind.PASTED,
    )
    report = actions.start_report(by=by, new=new)
    items = []
    for number in range(draw.randint(1, 3)):
        item = an_item(by, report, raw=marks.at(f"raw {number}"), sanitised="words")
        items.append(item)
    for item in items:
        actions.write_sanitised(by=by, reference=report, item=item, text=f"A van, {marks.at(f'sanitised {item}')}.")
    people = [
        actions.capture(
            by=by,
            reference=report,
            item=draw.choice(items),
            schema="Person",
            statements=[
                NewStatement("name", f"{marks.at(f'name {number}')} Dara"),
                NewStatement("summary", marks.at(f"note {number}")),
                NewStatement("religion", marks.at(f"religion {number}")),
                NewStatement("nationality", "mm"),
            ],
        )
        for number in range(draw.randint(1, 3))
    ]
    victim = actions.capture(
        by=by,
        reference=report,
        item=items[0],
        schema="Person",
        statements=[
            NewStatement("name", f"{marks.at('victim')} Sreymom"),
            NewStatement("phone", "+85512345678"),
            NewStatement("summary", marks.at("note on the victim")),
            NewStatement("nationality", "vn"),
        ],
    )
    actions.link_captured(
        by=by,
        reference=report,
        item=items[0],
        schema="UnknownLink",
        ends={"subject": people[0], "object": victim},
        statements=[NewStatement("role", f"brings {marks.at('link label')}")],
    )
    _foreign_item(report, marks)
    protect_person(by=by, entity=victim)
    actions.grade_report(by=by, reference=report)
    for warning in _row(report).warnings.filter(answer=""):
        actions.answer_warning(by=by, reference=report, warning=warning.pk, reason="Not of the source.")
    actions.sanitise_report(by=by, reference=report)
    actions.authorise_release(
        by=abroad.desk.supervisor, reference=report, feedback_due=timezone.localdate() + timedelta(days=20)
    )
    return report, {"items": items}


def _foreign_item(report: str, marks: Marks) -> None:
    """An H2 item of another agency, which nobody released: it can be seen here and ticked by nobody."""
    by_others = Handling(
        codes=frozenset({HandlingCode.H2}),
        purposes=frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
        review_on=timezone.localdate() + timedelta(days=90),
        originators=frozenset({Originator("LA/POL", "R-1")}),
    )
    writer = Officer.objects.get(code=_row(report).created_by)
    an_item(writer, report, raw=marks.at("raw of others"), sanitised=marks.at("H2 of others"), handling=by_others)


def _row(report: str) -> Report:
    return Report.objects.get(reference=report)


def _everything_that_leaves(abroad: Abroad) -> bytes:
    """Bodies, threads, subjects and desks of every message until the wire is silent, the rest after acceptance too."""
    left = []
    while abroad.wire.posted:
        posted = abroad.wire.posted.pop(0)
        left.append(posted.body)
        left.append(json.dumps([posted.thread, posted.to, posted.sender, *posted.subjects]).encode())
        abroad.wire.deliver(posted)
        there = ReceivedDisclosure.objects.latest("pk")
        if there.state == "offered":
            actions.accept_offer(by=abroad.thai, reference=there.reference)
    return b"\n".join(left)
