"""Leave to pass on: asked for, answered in four ways, withdrawn, asked again, or never answered by its day."""

from datetime import timedelta

from django.utils import timezone

from samakki.intelligence import actions
from samakki.intelligence.domain.holdings import ReleaseState, Use
from samakki.intelligence.models import Holding, ReleaseRequest
from tools.faults.exchange.nodes import SimNode, officer_of
from tools.faults.exchange.schedule import DAY
from tools.faults.main_job.abroad import LESS
from tools.faults.main_job.play import MainPlay


def ask_to_pass_on(play: MainPlay, node: SimNode, to: str) -> str:
    """Ask the owner whether a third desk may read it; the request's reference, empty where nothing can be asked for."""
    with play.looking(node):
        copy = Holding.objects.filter(state="held", received__state="accepted").exclude(report_item="").first()
        if copy is None:
            return ""
        received, day = copy.received.reference, timezone.localdate() + timedelta(days=5)
        unusable = Holding.objects.filter(received=copy.received).exclude(state="held").exists()
    if unusable:
        return ""
    play.act(
        "ask for a release", node,
        lambda: actions.ask_release(
            by=officer_of(node), reference=received, items=(), use=Use.ONWARD, to=to,
            why="They look for the same van.", reply_by=day,
        ),
        lambda: ReleaseRequest.objects.filter(received__reference=received).exists(),
        twice=False,
    )  # fmt: skip
    with play.looking(node):
        return ReleaseRequest.objects.filter(received__reference=received).latest("pk").reference


def answer_request(play: MainPlay, home: SimNode, answer: ReleaseState) -> bool:
    """Answer what waits, as its owner; whether anything waited."""
    with play.looking(home):
        asked = ReleaseRequest.objects.filter(state="asked", disclosure__isnull=False).first()
        if asked is None or asked.disclosure is None:
            return False
        about, given = asked.disclosure.reference, asked.disclosure.items
    words = (
        {str(place): LESS for place in range(1, len(given) + 1)} if answer is ReleaseState.APPROVED_SANITISED else {}
    )
    play.act(
        f"answer a request: {answer.value}", home,
        lambda: actions.answer_release(
            by=officer_of(home, supervises=True), reference=about, request=asked.reference, answer=answer,
            reason="Not for them." if answer is ReleaseState.REFUSED else "", words=words,
        ),
        lambda: ReleaseRequest.objects.get(reference=asked.reference).state != "asked",
    )  # fmt: skip
    return True


def give_up_request(play: MainPlay, node: SimNode, request: str) -> None:
    """Withdraw a request, or ask once more with a later day, where it is still open."""
    with play.looking(node):
        row = ReleaseRequest.objects.select_related("received").get(reference=request)
        if row.state != "asked" or row.received is None:
            return
        received, day = row.received.reference, timezone.localdate() + timedelta(days=9)

    def is_closed() -> bool:
        return ReleaseRequest.objects.get(reference=request).state != "asked"

    if play.chance(0.5):
        play.act(
            "withdraw a request", node,
            lambda: actions.withdraw_release(by=officer_of(node), reference=received, request=request), is_closed,
        )  # fmt: skip
    else:
        play.act(
            "ask again with a later day", node,
            lambda: actions.ask_release_again(
                by=officer_of(node), reference=received, request=request, reply_by=day
            ),
            is_closed,
        )  # fmt: skip


def let_a_day_pass(play: MainPlay) -> None:
    """Nobody answers until the day is over; a week in which the list is dated anew."""
    for _ in range(6):
        play.region.clock.pass_(DAY)
        play.rest()
    play.note("a request unanswered by its day")
