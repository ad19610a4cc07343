"""Marked secrets under bad weather: whatever is ticked, no mark leaves in clear, and none is sealed but those ticked.

Every place of a report in which words can stand has a word of its own. What leaves is looked at where it leaves: bytes
of calls, answers and bundles, header and body of every message before they are sealed, and lines of the log.
"""

import io
import logging
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.utils import timezone

from samakki.access.models import AuditEntry, Notice
from samakki.entities.actions import protect_person
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.statements import NewStatement
from samakki.exchange.actions import bundles, sealing_out
from samakki.exchange.actions.bundles import export_bundle
from samakki.exchange.domain.envelopes import compose
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.domain.sources import SourceDetails
from samakki.intelligence.domain.vocabulary import SourceKind
from samakki.intelligence.domain.writing import NewReport
from samakki.intelligence.models import Disclosure, ReceivedDisclosure, Report, ReportItem
from samakki.intelligence.queries.disclosable import described_by
from samakki.intelligence.queries.packaging import names_to_answer
from samakki.intelligence.web import exchanging
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator
from tests.support.casework import TRAFFICKING, an_item
from tools.faults.exchange.nodes import FRESH, SimNode, officer_of
from tools.faults.exchange.schedule import Play

MARKED = "marked"
MARK = re.compile(r"Zqx[a-z]+ky")
NO = dict.fromkeys(RiskQuestion, RiskAnswer.NO)
PLACES = (
    "source", "headline", "raw text", "file name", "raw item", "second raw item", "sanitised item",
    "second sanitised item", "raw of others", "H2 of others", "name", "note", "religion", "victim",
    "note on the victim", "link label", "words about danger", "summary",
)  # fmt: skip


def mark(place: str) -> str:
    """The word of a place; letters alone, so that it can be a name."""
    return f"Zqx{chr(ord('a') + PLACES.index(place)) * 3}ky"


@dataclass(slots=True)
class Left:
    """What left, as somebody would see it: in clear, or once it is opened."""

    clear: bytearray = field(default_factory=bytearray)
    sealed: bytearray = field(default_factory=bytearray)


def marked(play: Play) -> None:
    """Things of a report full of marks are ticked by chance, sent, accepted or not, and carried on a stick too."""
    exchanging.register()
    play.reach(MARKED, lambda: _write(play), since=FRESH)
    home, thai, _ = play.nodes
    left = Left()
    with watched(play, left):
        allowed = _sent(play, home, thai.desks[0])
        play.region.clock.pass_(400)
        play.storm(2, chance=0.4, ends=0.4, longest=400)
        if play.chance(0.5):
            _carry(play, home, thai, left)
        play.storm(1, chance=0.3, ends=0.3)
        _accept(play, thai)
        play.storm(1, chance=0.3, ends=0.3)
        play.calm()
    clear, sealed = _marks(left.clear), _marks(left.sealed)
    if clear:
        play.ledger.faults.append(f"in clear left: {_places(clear)}")
    if sealed - allowed:
        play.ledger.faults.append(f"nobody ticked and it left: {_places(sealed - allowed)}")
    if mark("summary") not in sealed:
        play.ledger.faults.append("what was ticked did not leave")
    if not left.clear:
        play.ledger.faults.append("nothing was looked at")
    play.note("marks looked for")


def _marks(text: bytes | bytearray | str) -> set[str]:
    return set(MARK.findall(text if isinstance(text, str) else text.decode("utf-8", "replace")))


def _places(marks: set[str]) -> list[str]:
    return sorted(PLACES[ord(one[3]) - ord("a")] for one in marks)


def _write(play: Play) -> None:
    """A report with a source, a file, two items, a person, a protected one, a link with words, an item of others."""
    home = play.nodes[0]
    with home.at_work(), patch.object(settings, "SAMAKKI_HOME", home.folder):
        by, supervisor = officer_of(home), officer_of(home, supervises=True)
        source = actions.register_source(
            by=by, kind=SourceKind.PERSON, details=SourceDetails(names=(mark("source"),)), purpose=TRAFFICKING
        )
        new = NewReport(TRAFFICKING, mark("raw text"), headline=mark("headline"), source_reference=source)
        file = io.BytesIO(f"{mark('raw text')} in a file".encode())
        report = actions.start_report(by=by, new=new, file=file, file_name=f"{mark('file name')}.txt")
        items = [an_item(by, report, raw=mark(one), sanitised="words") for one in ("raw item", "second raw item")]
        for item, place in zip(items, ("sanitised item", "second sanitised item"), strict=True):
            actions.write_sanitised(by=by, reference=report, item=item, text=f"A van, {mark(place)}.")
        person = _person(by, report, items[1], "name", note="note", religion=mark("religion"))
        victim = _person(by, report, items[0], "victim", note="note on the victim", phone="+85512345678")
        actions.link_captured(
            by=by, reference=report, item=items[0], schema="UnknownLink", ends={"subject": person, "object": victim},
            statements=[NewStatement("role", f"brings {mark('link label')}")],
        )  # fmt: skip
        by_others = Handling(
            codes=frozenset({HandlingCode.H2}),
            purposes=frozenset({CrimeArea.TRAFFICKING_IN_PERSONS}),
            review_on=timezone.localdate() + timedelta(days=90),
            originators=frozenset({Originator("LA/POL", "R-1")}),
        )
        an_item(by, report, raw=mark("raw of others"), sanitised=mark("H2 of others"), handling=by_others)
        protect_person(by=by, entity=victim)
        actions.grade_report(by=by, reference=report)
        for warning in Report.objects.get(reference=report).warnings.filter(answer=""):
            actions.answer_warning(by=by, reference=report, warning=warning.pk, reason="Not of the source.")
        actions.sanitise_report(by=by, reference=report)
        day = timezone.localdate() + timedelta(days=30)
        actions.authorise_release(by=supervisor, reference=report, feedback_due=day)


def _person(by: Any, report: str, item: str, name: str, *, note: str, **said: str) -> str:  # noqa: ANN401  (an officer)
    statements = {"name": f"{mark(name)} Dara", "summary": mark(note), "nationality": "vn", **said}
    return actions.capture(
        by=by, reference=report, item=item, schema="Person",
        statements=[NewStatement(prop, text) for prop, text in statements.items()],
    )  # fmt: skip


def _sent(play: Play, home: SimNode, to: str) -> set[str]:
    """Have officers tick by chance and send; marks that may leave."""
    with home.at_work():
        by, supervisor = officer_of(home), officer_of(home, supervises=True)
        row = Report.objects.get()
        own = dict(ReportItem.objects.filter(report=row).values_list("reference", "sanitised"))
        items = [one for one, words in own.items() if mark("H2 of others") not in words]
        ticked_items = [one for one in items if play.chance(0.6)] or items[:1]
        described = described_by(row)
        ticked = {one.reference: tuple(value.id for value in one.values if play.chance(0.5)) for one in described}
        reference = actions.start_disclosure(by=by, report=row.reference)
        contents = Contents(tuple(ticked_items), ticked, mark("summary"), play.dice.choice(list(Part)))
        actions.choose_contents(by=by, reference=reference, contents=contents, to=(to,))
        names = names_to_answer(Disclosure.objects.get(reference=reference))
        actions.answer_questions(
            by=by, reference=reference, answers={to[:2]: NO}, words=mark("words about danger"),
            names={one.key: Whose.OTHER for one in names},
        )  # fmt: skip
        actions.freeze_disclosure(by=by, reference=reference)
        made = Disclosure.objects.get(reference=reference)
        if made.codes:  # a code of a protected person takes a second one
            actions.hand_over_disclosure(by=by, reference=reference)
            actions.confirm_disclosure(by=supervisor, reference=reference, seen=made.package_digest)
        else:
            actions.send_disclosure(by=by, reference=reference, seen=made.package_digest)
    said = [
        f"{value.said.value} {value.said.as_written}"
        for one in described
        for value in one.values
        if value.id in ticked[one.reference]
    ]
    return may_leave([*said, mark("summary"), *(own[one] for one in ticked_items)])


def may_leave(ticked: Sequence[str]) -> set[str]:
    """Marks in what was ticked."""
    return _marks(" ".join(ticked))


def _accept(play: Play, node: SimNode) -> None:
    """Have an officer accept what lies there, so that the rest comes where a summary came first."""

    def act() -> None:
        for row in ReceivedDisclosure.objects.filter(state="offered"):
            actions.accept_offer(by=officer_of(node), reference=row.reference)

    play.insist(node, act, lambda: not ReceivedDisclosure.objects.filter(state="offered").exists())


def _carry(play: Play, home: SimNode, other: SimNode, left: Left) -> None:
    """Write a bundle of what waits, and look into it as if its passphrase were known."""
    if not home.is_up:
        return
    stick = home.folder / "stick"
    stick.mkdir()
    with (
        play.looking(home),
        patch.object(bundles, "seal_to_carry", lambda plain, passphrase: plain),
    ):
        export_bundle(by="console", at=home.station(), node=other.name, folder=stick, passphrase="")
    for path in stick.iterdir():
        left.clear += path.name.encode() + path.read_bytes()
    shutil.rmtree(stick)
    play.note("marks looked for on a stick")


@contextmanager
def watched(play: Play, left: Left) -> Iterator[None]:
    """Look at all that leaves meanwhile, at the log, and at what overseers and notices of every node are told."""
    lines = _Lines(left)
    logger, was_off = logging.getLogger("samakki"), logging.root.manager.disable

    def composed(header: Any, content: Any, **named: Any) -> Any:  # noqa: ANN401  (as `compose`)
        left.clear += repr(header).encode()  # what carries a message reads its header
        left.sealed += content if isinstance(content, bytes) else repr(content).encode()
        return compose(header, content, **named)

    logging.disable(logging.NOTSET)
    before, spread = logger.level, logger.propagate
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(lines)
    try:
        play.line.seen = left.clear
        with patch.object(sealing_out, "compose", composed):
            yield
    finally:
        play.line.seen = None
        logger.removeHandler(lines)
        logger.setLevel(before)
        logger.propagate = spread
        logging.disable(was_off)
    for node in play.nodes:
        with node.at_work():
            told = [list(AuditEntry.objects.values_list("facts", "reference")), list(Notice.objects.values())]
            left.clear += repr(told).encode()


class _Lines(logging.Handler):
    """Keeps every line of the log with all that stands beside it."""

    def __init__(self, left: Left) -> None:
        super().__init__(logging.DEBUG)
        self.left = left

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        beside = {name: value for name, value in vars(record).items() if name not in {"exc_info", "exc_text"}}
        self.left.clear += f"{record.getMessage()} {beside}".encode()
