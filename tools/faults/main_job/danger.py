"""Life at risk: sent at once, given on after a quarter of an hour, answered late, put right, taken back."""

from samakki.intelligence import actions
from samakki.intelligence.domain.emergencies import FIELDS, EmergencyFinding
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.models import Emergency, EmergencyRecall, RecallArrived, ReceivedDisclosure
from samakki.intelligence.queries.emergencies import holders_of
from tools.faults.exchange.nodes import SimNode, officer_of
from tools.faults.main_job.play import MainPlay
from tools.faults.main_job.told import SECRETS

QUARTER_OF_AN_HOUR = 16 * 60
LINES = {name: f"Five people behind the bridge ({name})." for name in FIELDS}
RIGHT = {**LINES, "where": "A boat at the pier, and no house."}


def send(play: MainPlay, home: SimNode, desks: tuple[str, ...]) -> None:
    """Fill in five lines and send them."""
    play.act(
        "send an emergency", home,
        lambda: actions.send_emergency(
            by=officer_of(home), texts=LINES, desks=desks, reason=f"{SECRETS['why it cannot wait']}: tonight."
        ),
        Emergency.objects.exists, twice=False,
    )  # fmt: skip


def let_nobody_answer(play: MainPlay, home: SimNode) -> None:
    """A quarter of an hour passes; the node asks the next desk by itself."""
    play.region.clock.pass_(QUARTER_OF_AN_HOUR)
    for _ in range(3):
        if home.ends_at is None and play.chance(0.4):
            play.doom_here(home)
        if not home.is_up:
            play.begin_again(home)
        play.keep_house(home, is_sure=True)
    play.note("an emergency that nobody answered in a quarter of an hour")


def take(play: MainPlay, node: SimNode) -> None:
    """An officer of a desk that has it says that the desk acts; late or not."""
    with play.looking(node):
        row = ReceivedDisclosure.objects.filter(kind="emergency", state="offered").first()
    if row is None:
        return
    play.act(
        "act on an emergency", node, lambda: actions.take_emergency(by=officer_of(node), reference=row.reference),
        lambda: ReceivedDisclosure.objects.get(reference=row.reference).state != "offered",
    )  # fmt: skip


def hand_back(play: MainPlay, node: SimNode) -> None:
    """A desk that has it says that it does not act, whether it said before that it does or not."""
    with play.looking(node):
        over = RecallArrived.objects.exclude(scope="correct").values("received")
        rows = ReceivedDisclosure.objects.filter(kind="emergency").exclude(state__in=("declined", "withdrawn"))
        row = rows.exclude(pk__in=over).first()
    if row is None:
        return
    play.act(
        "hand an emergency back", node,
        lambda: actions.decline_emergency(by=officer_of(node), reference=row.reference),
        lambda: ReceivedDisclosure.objects.get(reference=row.reference).state in {"declined", "withdrawn"},
    )  # fmt: skip


def change(play: MainPlay, home: SimNode, what: Change) -> None:
    """Tell whoever has it what is no longer so."""
    with play.looking(home):
        row = Emergency.objects.first()
        if row is None or row.state == "withdrawn":
            return
        holders, count = holders_of(row), EmergencyRecall.objects.count()
        desks = holders[:1] if what is Change.WRONG_DESK else ()
    if not holders:
        return
    play.act(
        f"an emergency: {what.value}", home,
        lambda: actions.change_emergency(
            by=officer_of(home), reference=row.reference, change=what, desks=desks,
            texts=RIGHT if what is Change.CORRECTED else {},
        ),
        lambda: EmergencyRecall.objects.count() > count, twice=False,
    )  # fmt: skip


def read(play: MainPlay, node: SimNode) -> None:
    """An officer says that the desk has read what became of it."""
    with play.looking(node):
        row = ReceivedDisclosure.objects.filter(kind="emergency", recalls__seen_at=None, recalls__isnull=False).first()
    if row is None:
        return
    play.act(
        "read what became of an emergency", node,
        lambda: actions.note_change_read(by=officer_of(node), reference=row.reference),
        lambda: not row.recalls.filter(seen_at=None).exists(),
    )  # fmt: skip


def look_back(play: MainPlay, home: SimNode) -> None:
    """The supervisor looks back at it."""
    play.act(
        "look back at an emergency", home,
        lambda: actions.review_emergency(
            by=officer_of(home, supervises=True), reference=Emergency.objects.get().reference,
            finding=EmergencyFinding.RIGHT,
        ),
        lambda: Emergency.objects.get().reviewed_at is not None,
    )  # fmt: skip
