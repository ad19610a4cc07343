"""Between countries: disclosures with hold, answers to offers, local work, and taking back."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone

from samakki.entities.domain.exporting.naming import Whose
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.domain.holdings import DeclineReason
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.domain.writing import NewReport
from samakki.intelligence.models import (
    Disclosure,
    Holding,
    Recall,
    ReceivedDisclosure,
    Report,
    ReportItem,
)
from samakki.intelligence.queries.disclosable import described_by
from samakki.intelligence.queries.drafting import second_needed
from samakki.intelligence.queries.packaging import names_to_answer
from tests.support.casework import TRAFFICKING, an_item
from tools.faults.exchange.nodes import SimNode, officer_of
from tools.faults.main_job.at_home import release
from tools.faults.main_job.play import MainPlay
from tools.faults.main_job.told import SECRETS, Leaks

NO = dict.fromkeys(RiskQuestion, RiskAnswer.NO)
GONE = ("held", "sent", "recalled")
LESS = "A van goes to the river."
KEPT_HERE = "People stay in a rest-house."


def disclose(play: MainPlay, node: SimNode, report: str, to: tuple[str, ...], leaks: Leaks) -> str:
    """Tick by chance, answer what is asked, freeze and let it go; perhaps undone in the hold and done anew.

    Returns:
        Reference of the disclosure.
    """
    with play.looking(node):
        row = Report.objects.get(reference=report)
        own = dict(ReportItem.objects.filter(report=row).exclude(sanitised="").values_list("reference", "sanitised"))
        items = [one for one, words in own.items() if SECRETS["H2 of others"] not in words]
        items = [one for one in items if play.chance(0.7)] or items[:1]
        things = {
            one.reference: tuple(value.id for value in one.values if value.item in {"", *items} and play.chance(0.5))
            for one in described_by(row)
        }
        said = [
            f"{value.said.value} {value.said.as_written}"
            for one in described_by(row) for value in one.values if value.id in things[one.reference]
        ]  # fmt: skip
    leaks.ticked += [*said, *(own[one] for one in items)]
    contents = Contents(tuple(items), things, "A driver.", play.dice.choice(list(Part)))
    answers = {one[:2]: NO for one in to}

    def draft() -> Disclosure | None:
        return Disclosure.objects.filter(report__reference=report).exclude(state="stopped").first()

    def reference() -> str:
        return Disclosure.objects.filter(report__reference=report).latest("pk").reference

    def named() -> None:
        names = names_to_answer(Disclosure.objects.get(reference=reference()))
        actions.answer_questions(
            by=officer_of(node), reference=reference(), answers=answers, words=SECRETS["words about danger"],
            names={one.key: Whose.OTHER for one in names},
        )  # fmt: skip

    play.act(
        "start a disclosure", node, lambda: actions.start_disclosure(by=officer_of(node), report=report),
        lambda: draft() is not None, twice=False,
    )  # fmt: skip
    play.act(
        "tick what leaves", node,
        lambda: actions.choose_contents(by=officer_of(node), reference=reference(), contents=contents, to=to),
        lambda: _state(reference()) != "draft" or _is_ticked(reference(), contents),
    )  # fmt: skip
    play.act(
        "answer for names", node, named,
        lambda: _state(reference()) != "draft" or _is_answered_for(reference()),
    )  # fmt: skip
    play.act(
        "freeze", node, lambda: actions.freeze_disclosure(by=officer_of(node), reference=reference()),
        lambda: _state(reference()) != "draft",
    )  # fmt: skip
    _let_go(play, node, reference)
    with play.looking(node):
        return reference()


def _is_ticked(reference: str, contents: Contents) -> bool:
    row = Disclosure.objects.get(reference=reference)
    return bool(row.recipients) and row.items == list(contents.items) and row.summary == contents.summary


def _is_answered_for(reference: str) -> bool:
    row = Disclosure.objects.get(reference=reference)
    return bool(row.answers) and {one.key for one in names_to_answer(row)} <= set(row.names)


def _state(reference: str) -> str:
    return Disclosure.objects.get(reference=reference).state


def _let_go(play: MainPlay, node: SimNode, reference: Callable[[], str]) -> None:
    """By one officer, or by a second person where one is needed."""

    def seen() -> str:
        return Disclosure.objects.get(reference=reference()).package_digest

    with play.looking(node):
        needs_second = second_needed(Disclosure.objects.get(reference=reference()))
    if needs_second:
        play.act(
            "ask a second person", node,
            lambda: actions.hand_over_disclosure(by=officer_of(node), reference=reference()),
            lambda: _state(reference()) != "frozen",
        )  # fmt: skip
        play.act(
            "let it go, as a second person", node,
            lambda: actions.confirm_disclosure(
                by=officer_of(node, supervises=True), reference=reference(), seen=seen()
            ),
            lambda: _state(reference()) in GONE,
        )  # fmt: skip
        return
    play.act(
        "send alone", node, lambda: actions.send_disclosure(by=officer_of(node), reference=reference(), seen=seen()),
        lambda: _state(reference()) in GONE,
    )  # fmt: skip


def undo(play: MainPlay, node: SimNode, reference: str) -> bool:
    """Undo a disclosure within its hold; whether it was in time."""
    with play.looking(node):
        if _state(reference) != "held":
            return False
    play.act(
        "undo in the hold", node, lambda: actions.undo_disclosure(by=officer_of(node), reference=reference),
        lambda: _state(reference) != "held",
    )  # fmt: skip
    return True


def answer_offers(play: MainPlay, node: SimNode, *, accepts: float = 0.85) -> None:
    """What lies at the desk is taken or declined."""
    with play.looking(node):
        rows = ReceivedDisclosure.objects.filter(state="offered", kind="offer")
        waiting = list(rows.order_by("pk").values_list("reference", "desk"))
    for one, desk in waiting:
        is_taken, place = play.chance(accepts), node.desks.index(desk)
        play.act(
            "accept" if is_taken else "decline", node, partial(_answer, node, place, one, is_taken=is_taken),
            partial(_is_answered, one),
        )  # fmt: skip


def _answer(node: SimNode, place: int, reference: str, *, is_taken: bool) -> None:
    by = officer_of(node, desk=place)
    if is_taken:
        actions.accept_offer(by=by, reference=reference)
    else:
        actions.decline_offer(by=by, reference=reference, reason=DeclineReason.NOT_OURS, note="Another desk.")


def _is_answered(reference: str) -> bool:
    return ReceivedDisclosure.objects.get(reference=reference).state != "offered"


def landed(node: SimNode) -> str:
    """The report made of what was accepted; empty where there is none. Within the node."""
    copies = Holding.objects.filter(state="held", received__state="accepted").exclude(received__report=None)
    found = copies.exclude(report_item="").order_by("pk").first()
    return found.received.report.reference if found and found.received.report else ""


def work_with_it(play: MainPlay, node: SimNode) -> str:
    """Local work: what came is graded and put in own words; the report's reference, empty where nothing came."""
    with play.looking(node):
        report = landed(node)
        if not report:
            return ""
        item = ReportItem.objects.filter(report__reference=report).order_by("number").first()
    if item is None:
        return ""
    play.act(
        "write own words", node,
        lambda: actions.write_sanitised(by=officer_of(node), reference=report, item=item.reference, text=LESS),
        lambda: ReportItem.objects.get(reference=item.reference).sanitised == LESS,
    )  # fmt: skip
    return report


def write_own(play: MainPlay, node: SimNode) -> str:
    """A report of the other country's own, to answer with; its reference."""

    def written() -> Report | None:
        return Report.objects.filter(headline=SECRETS["headline abroad"]).first()

    def item() -> None:
        an_item(
            officer_of(node), written().reference, raw=SECRETS["raw abroad"],  # type: ignore[union-attr]  # there
            sanitised=f"{KEPT_HERE} {SECRETS['sanitised abroad']}",
        )  # fmt: skip

    play.act(
        "write a report", node,
        lambda: actions.start_report(
            by=officer_of(node),
            new=NewReport(TRAFFICKING, SECRETS["on file abroad"], headline=SECRETS["headline abroad"]),
        ),
        lambda: written() is not None, twice=False,
    )  # fmt: skip
    play.act(
        "add an item", node, item, lambda: ReportItem.objects.filter(raw=SECRETS["raw abroad"]).exists(), twice=False
    )
    with play.looking(node):
        report = written().reference  # type: ignore[union-attr]  # there
    release(play, node, report)
    return report


def recall(play: MainPlay, home: SimNode, reference: str, scope: RecallScope) -> bool:
    """Take a disclosure back; a second person agrees where that is needed. False where it never left."""
    with play.looking(home):
        row = Disclosure.objects.get(reference=reference)
        count, is_out = row.recalls.count(), row.held_until is not None and row.held_until <= timezone.now()
        if not is_out or row.state not in GONE:
            return False
        ids = [str(place) for place in range(1, len(row.items) + 1)]
        held_by = row.parts.filter(state__in=("offered", "accepted")).values_list("desk", flat=True)
        left = [desk for desk in held_by if not any(name in desk for name in play.out)]
    if play.out and not left:
        play.note("a recall that nobody can be told: all holders are out")
        return False
    words = dict.fromkeys(ids, "A woman drives a lorry.") if scope is RecallScope.CORRECT else {}
    play.act(
        f"recall: {scope.value}", home,
        lambda: actions.recall_disclosure(
            by=officer_of(home), reference=reference, scope=scope, reason=RecallReason.WRONG_DESK,
            note=f"{SECRETS['note on a recall']}: the wrong desk.", corrections=words,
        ),
        lambda: Recall.objects.filter(disclosure__reference=reference).count() > count, twice=False,
    )  # fmt: skip
    with play.looking(home):
        waiting = Recall.objects.filter(disclosure__reference=reference, is_waiting=True).first()
    if waiting:
        play.act(
            "agree to an erasure", home,
            lambda: actions.agree_to_recall(
                by=officer_of(home, supervises=True), reference=reference, recall=waiting.reference
            ),
            lambda: not Recall.objects.get(pk=waiting.pk).is_waiting,
        )  # fmt: skip
    return True
