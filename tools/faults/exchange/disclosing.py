"""Disclosures under bad weather: offered, accepted, passed on with leave, and taken back from everybody who has a copy.

The world is played once in fine weather to where a report may leave, and to where two other countries hold a copy; each
schedule begins at one of the two.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.entities.domain.exporting.naming import Whose
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.intelligence.models import (
    Disclosure,
    Holding,
    ItemKey,
    Recall,
    ReceivedDisclosure,
    ReleaseRequest,
    Report,
    ReportItem,
)
from samakki.intelligence.queries.boards import board
from samakki.intelligence.queries.packaging import names_to_answer
from samakki.intelligence.web import exchanging
from tests.support.casework import a_report, an_item
from tools.faults.exchange.nodes import FRESH, SimNode, officer_of
from tools.faults.exchange.schedule import Play

NO = dict.fromkeys(RiskQuestion, RiskAnswer.NO)
MAY_LEAVE, AT_SECOND_HOP = "may_leave", "at_second_hop"
ONCE = ("receive_disclosure", "accept_disclosure", "note_answer")
AFTER = {
    RecallScope.WITHDRAW: "withdrawn",
    RecallScope.RESTRICT: "restricted",
    RecallScope.ERASE: "erased",
    RecallScope.CORRECT: "held",
}


def disclosed(play: Play) -> None:
    """Offered, accepted or not, and taken back at any moment: nobody holds what was taken back, each answer once."""
    exchanging.register()
    play.reach(MAY_LEAVE, partial(_prepare, play), since=FRESH)
    home, thai, _viet = play.nodes
    play.storm(1, chance=0.4, ends=0.4, longest=60)
    with play.looking(home):
        report = Report.objects.get().reference
    _insist_sent(play, home, report, thai.desks[0])
    play.storm(1, chance=0.5, ends=0.5, longest=400)
    if play.chance(0.5):  # while the offer may still be on its way
        _recall(play, home, play.dice.choice((RecallScope.WITHDRAW, RecallScope.ERASE)))
    play.storm(2, chance=0.5, ends=0.5, longest=400)
    _answer_offers(play, thai)
    play.storm(2, chance=0.5, ends=0.5)
    if play.chance(0.5):
        _recall(play, home, play.dice.choice(list(AFTER)))
    play.storm(2, chance=0.5, ends=0.5)
    play.calm()
    _judge(play, home, (thai,))


def recalled(play: Play) -> None:
    """Taken back where two countries hold it, the second one by way of the first; and then once more."""
    exchanging.register()
    play.reach(MAY_LEAVE, partial(_prepare, play), since=FRESH)
    play.reach(AT_SECOND_HOP, partial(_pass_on, play), since=MAY_LEAVE)
    home, thai, viet = play.nodes
    scope = play.dice.choice(list(AFTER))
    _recall(play, home, scope)
    play.note("recall over two hops")
    play.storm(3, chance=0.5, ends=0.6)
    if play.chance(0.3):
        _recall(play, home, RecallScope.ERASE)
        play.note("recalled once more")
        play.storm(2, chance=0.5, ends=0.5)
    play.calm()
    _judge(play, home, (thai, viet))


def _prepare(play: Play) -> None:
    """A report at home that may leave."""
    home = play.nodes[0]
    with home.at_work():
        by, supervisor = officer_of(home), officer_of(home, supervises=True)
        report = a_report(by, text="The aunt told it at the market.")
        an_item(by, report, raw="Bong Lek drives.", sanitised="A man drives a van to the river.")
        _release(by, supervisor, report)


def _release(by: object, supervisor: object, report: str) -> None:
    actions.grade_report(by=by, reference=report)  # type: ignore[arg-type]  # an officer
    actions.sanitise_report(by=by, reference=report)  # type: ignore[arg-type]  # as above
    day = timezone.localdate() + timedelta(days=30)
    actions.authorise_release(by=supervisor, reference=report, feedback_due=day)  # type: ignore[arg-type]  # as above


def _pass_on(play: Play) -> None:
    """Offered and accepted, and with leave of its owner passed on to a third country, which accepted too."""
    home, thai, viet = play.nodes
    with home.at_work():
        report = Report.objects.get().reference
    _insist_sent(play, home, report, thai.desks[0])
    play.region.clock.pass_(400)
    play.calm()
    _answer_offers(play, thai, is_sure=True)
    play.calm()
    with thai.at_work():
        by, received = officer_of(thai), ReceivedDisclosure.objects.get()
        there = Report.objects.get(received=received).reference
        item = ReportItem.objects.get(report__reference=there).reference
        actions.grade_report(by=by, reference=there)
        actions.write_sanitised(by=by, reference=there, item=item, text="A van drives to the river.")
        actions.sanitise_report(by=by, reference=there)
        day = timezone.localdate() + timedelta(days=9)
        actions.authorise_release(by=officer_of(thai, supervises=True), reference=there, feedback_due=day)
        actions.ask_release(
            by=by, reference=received.reference, items=(), use=Use.ONWARD, to=viet.desks[0],
            why="They look for the same van.", reply_by=day,
        )  # fmt: skip
    play.calm()
    with home.at_work():
        asked = ReleaseRequest.objects.get()
        actions.answer_release(
            by=officer_of(home, supervises=True), reference=Disclosure.objects.get().reference, request=asked.reference,
            answer=ReleaseState.APPROVED_SANITISED, words={"1": "A van goes to the river."},
        )  # fmt: skip
    play.calm()
    _insist_sent(play, thai, there, viet.desks[0])
    play.region.clock.pass_(400)
    play.calm()
    _answer_offers(play, viet, is_sure=True)
    play.calm()
    for node in (thai, viet):
        with node.at_work():
            if not Holding.objects.filter(state="held").exists():
                message = f"{node.name} holds nothing"
                raise AssertionError(message)


def _insist_sent(play: Play, node: SimNode, report: str, to: str) -> None:
    """Have an officer build a disclosure of the report's one item and let it go."""

    def sent() -> bool:
        return Disclosure.objects.filter(state__in=("held", "sent")).exists()

    def act() -> None:
        by = officer_of(node)
        row = Disclosure.objects.filter(state="draft").first()
        reference = row.reference if row else actions.start_disclosure(by=by, report=report)
        item = ReportItem.objects.get(report__reference=report).reference
        actions.choose_contents(
            by=by, reference=reference, contents=Contents((item,), {}, "A driver.", Part.WHOLE), to=(to,)
        )
        names = names_to_answer(Disclosure.objects.get(reference=reference))
        actions.answer_questions(
            by=by, reference=reference, answers={to[:2]: NO}, words="",
            names={one.key: Whose.SUSPECT for one in names},
        )  # fmt: skip
        actions.freeze_disclosure(by=by, reference=reference)
        seen = Disclosure.objects.get(reference=reference).package_digest
        actions.send_disclosure(by=by, reference=reference, seen=seen)

    def act_or_go_on() -> None:
        frozen = Disclosure.objects.filter(state="frozen").first()
        if frozen is None:
            act()
        else:
            actions.send_disclosure(by=officer_of(node), reference=frozen.reference, seen=frozen.package_digest)

    play.insist(node, act_or_go_on, sent)


def _answer_offers(play: Play, node: SimNode, *, is_sure: bool = False) -> None:
    """Have an officer accept what lies at the desk."""
    if is_sure or play.chance(0.8):

        def act() -> None:
            for row in ReceivedDisclosure.objects.filter(state="offered"):
                actions.accept_offer(by=officer_of(node), reference=row.reference)

        play.insist(node, act, lambda: not ReceivedDisclosure.objects.filter(state="offered").exists())


def _recall(play: Play, home: SimNode, scope: RecallScope) -> None:
    """Have an officer take it back, and a second one agree where that is needed."""
    with play.looking(home):
        row = Disclosure.objects.get()
        before, is_out = Recall.objects.count(), row.held_until is not None and row.held_until <= timezone.now()
    if not is_out:
        return
    play.note(f"recall: {scope.value}")
    words = {"1": "A woman drives a lorry."} if scope is RecallScope.CORRECT else {}
    _insist_once(
        play,
        home,
        lambda: actions.recall_disclosure(
            by=officer_of(home), reference=row.reference, scope=scope, reason=RecallReason.WRONG_DESK,
            note="It went to the wrong desk.", corrections=words,
        ),
        lambda: Recall.objects.count() > before,
    )  # fmt: skip
    _insist_once(
        play,
        home,
        lambda: actions.agree_to_recall(
            by=officer_of(home, supervises=True), reference=row.reference,
            recall=Recall.objects.get(is_waiting=True).reference,
        ),
        lambda: not Recall.objects.filter(is_waiting=True).exists(),
    )  # fmt: skip


def _insist_once(play: Play, node: SimNode, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
    def acted() -> None:
        act()

    play.insist(node, acted, is_done)


def _judge(play: Play, home: SimNode, holders: tuple[SimNode, ...]) -> None:
    """Every copy is as the last recall has it, the board knows it, and each answer was noted once."""
    faults = play.ledger.faults
    with home.at_work():
        reference = Disclosure.objects.get().reference
        recalls = list(Recall.objects.filter(is_waiting=False).order_by("pk"))
        known = {(one.desk, one.item): one for one in board(reference)}
    states = {}
    for node in holders:
        with node.at_work():
            states[node.desks[0]] = {
                one.item: one.state for one in Holding.objects.filter(received__desk=node.desks[0])
            }
            words = _words()
            keys = ItemKey.objects.exclude(wrapped=b"").count()
        if recalls:
            erased = any(one.scope == RecallScope.ERASE.value for one in recalls)
            wanted = {"erased"} if erased else states_after([RecallScope(one.scope) for one in recalls])
            found = {state for item, state in states[node.desks[0]].items() if item == "1"}
            if found - wanted:
                faults.append(f"{node.name} has copies that are {sorted(found)} after {[one.scope for one in recalls]}")
            if erased and (keys or words):
                faults.append(f"{node.name} erased and has {keys} keys and words in {words}")
        faults.extend(f"{node.name} did twice: {one}" for one in _twice(node))
    for (desk, item), one in known.items():
        if recalls and one.result is not None and one.result.value == "asked":
            faults.append(f"the board still waits for {desk} about {item}")
        if recalls and item == "1" and desk in states:
            holds = states[desk].get("1") not in {None, "erased", "withdrawn"}
            if holds and not one.is_held and one.result.value != "done":  # type: ignore[union-attr]  # asked
                faults.append(f"the board says {desk} has nothing, and it has")
    faults.extend(f"{home.name} did twice: {one}" for one in _twice(home))


def states_after(scopes: list[RecallScope]) -> set[str]:
    """States in which a copy may be that was not erased: what was put away is not brought back by restricting it."""
    *before, last = scopes
    corrected = max((place for place, one in enumerate(before) if one is RecallScope.CORRECT), default=-1)
    is_away = last is RecallScope.RESTRICT and RecallScope.WITHDRAW in before[corrected + 1 :]
    if is_away:
        return {"withdrawn"}
    return {AFTER[last]} | ({"offered"} if last is RecallScope.CORRECT else set())


def _words() -> list[str]:
    """Items of what came in that have words still, at the node at work."""
    received = ReceivedDisclosure.objects.exclude(report=None).values_list("report_id", flat=True)
    return list(ReportItem.objects.filter(report_id__in=received).exclude(raw="").values_list("reference", flat=True))


def _twice(node: SimNode) -> list[str]:
    """What is in the log more often than it can have happened."""
    with node.at_work():
        rows = AuditEntry.objects.filter(action__in=ONCE).values_list("action", "reference")
        return [f"{action} {reference}" for (action, reference), times in Counter(rows).items() if times > 1]
