"""The main job from the first word to the last answer, as the dice have it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.holdings import ReleaseState
from samakki.intelligence.domain.recalls import RecallScope
from samakki.intelligence.models import ReleaseRequest
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.schedule import DAY
from tools.faults.main_job import abroad, asking, at_home, danger
from tools.faults.main_job.play import MainPlay, listed
from tools.faults.main_job.told import Leaks, Person

LISTS = ("nothing new", "a member joins", "a member put out")
HOLD = 400
GIVEN_UP_AFTER = 40 * DAY
ANSWERS = (ReleaseState.APPROVED, ReleaseState.APPROVED_SANITISED, ReleaseState.REFUSED)


def tell(play: MainPlay, person: Person, leaks: Leaks, *, beginning: str, lists: str) -> None:
    """Play it.

    Args:
        play: the schedule.
        person: whom it is about.
        leaks: takes what officers tick.
        beginning: "a file" or "a report".
        lists: what a new list says in the middle.
    """
    home, thai, viet = play.nodes
    if play.chance(0.3):
        _clocks(play)
    is_alarm_first = play.chance(0.35)
    if is_alarm_first:
        _alarm(play)
    (at_home.bring_in if beginning == "a file" else at_home.write)(play, home, person)
    play.storm(1, chance=0.4, ends=0.4, longest=200)
    at_home.look_for_matches(play, home, person)
    at_home.open_case(play, home)
    with play.looking(home):
        report = at_home.report_of(home)
    at_home.release(play, home, report)
    if lists != "nothing new" and play.chance(0.5):
        _new_list(play, lists)
        lists = "nothing new"
    given = _give(play, home, report, (thai.desks[0], viet.desks[0]), leaks)
    if given:
        _abroad(play, given, leaks, lists)
    if not is_alarm_first and play.chance(0.3):
        _alarm(play)
    for node in play.nodes:
        node.clock_error = type(node.clock_error)()
    if lists != "nothing new":
        _new_list(play, lists)
    play.calm()
    if play.out:  # until what waits for a country that is out, or for the others there, is given up
        play.region.clock.pass_(GIVEN_UP_AFTER)
        play.calm()


def _abroad(play: MainPlay, given: str, leaks: Leaks, lists: str) -> None:
    home, thai, viet = play.nodes
    early = play.chance(0.15)
    if early:  # while the offer may still be on its way
        abroad.recall(play, home, given, play.dice.choice((RecallScope.WITHDRAW, RecallScope.ERASE)))
    play.storm(2, chance=0.5, ends=0.5, longest=400)
    if play.chance(0.25):
        _dark(play)
    play.calm(4)
    for node in (thai, viet):
        abroad.answer_offers(play, node)
    play.storm(1, chance=0.5, ends=0.5)
    report = abroad.work_with_it(play, thai)
    if report:
        _pass_on(play, report, leaks)
    if play.chance(0.5):
        own = abroad.write_own(play, thai)
        if _give(play, thai, own, (home.desks[0],), leaks):
            play.storm(1, chance=0.5, ends=0.5)
            play.calm(4)
            abroad.answer_offers(play, home, accepts=0.9)
    if play.chance(0.75):
        scope = play.dice.choice(list(RecallScope))
        if abroad.recall(play, home, given, scope):
            play.storm(2, chance=0.5, ends=0.6)
            if play.chance(0.3):
                abroad.recall(play, home, given, RecallScope.ERASE)
                play.note("recalled once more")
            play.storm(1, chance=0.4, ends=0.4)


def _give(play: MainPlay, node: SimNode, report: str, to: tuple[str, ...], leaks: Leaks) -> str:
    """A disclosure that left, to those whom the list knows; undone in the hold first, perhaps. Empty for nobody."""
    offered = listed(play, node, to)
    if not offered:
        play.note("nobody is listed to whom it could go")
        return ""
    given = abroad.disclose(play, node, report, offered, leaks)
    if play.chance(0.2) and abroad.undo(play, node, given):
        given = abroad.disclose(play, node, report, offered, leaks)
    play.region.clock.pass_(play.dice.choice((HOLD, HOLD, 10)))
    play.storm(1, chance=0.5, ends=0.5, longest=400)
    play.region.clock.pass_(HOLD)
    play.note(f"disclosed to {len(offered)}")
    return given


def _pass_on(play: MainPlay, report: str, leaks: Leaks) -> None:
    """Ask the owner, wait for the answer or for none, and pass it on where it is allowed."""
    home, thai, viet = play.nodes
    if not listed(play, thai, (viet.desks[1],)):
        return
    asked = asking.ask_to_pass_on(play, thai, viet.desks[1])
    if not asked:
        return
    play.storm(1, chance=0.5, ends=0.5)
    how = play.dice.random()
    if how < 0.25:  # noqa: PLR2004  (a quarter)
        asking.let_a_day_pass(play)
        asking.give_up_request(play, thai, asked)
    elif how < 0.4:  # noqa: PLR2004  (given up while the answer may be on its way)
        asking.give_up_request(play, thai, asked)
    play.calm(4)
    answer = play.dice.choice(ANSWERS)
    while asking.answer_request(play, home, answer):
        pass
    play.storm(1, chance=0.4, ends=0.4)
    play.calm(4)
    if answer is ReleaseState.REFUSED or not _is_granted(play, thai) or not listed(play, thai, (viet.desks[1],)):
        return
    with play.looking(thai):
        if not abroad.landed(thai):
            return
    at_home.release(play, thai, report)
    if _give(play, thai, report, (viet.desks[1],), leaks):
        play.note("passed on with leave")
        play.calm(4)
        abroad.answer_offers(play, viet, accepts=0.9)


def _is_granted(play: MainPlay, node: SimNode) -> bool:
    with play.looking(node):
        rows = ReleaseRequest.objects.filter(received__isnull=False, state__startswith="approved")
        return rows.exists()


def _alarm(play: MainPlay) -> None:
    """Life at risk, with whatever may become of it."""
    home, thai, viet = play.nodes
    desks = listed(play, home, (thai.desks[0], viet.desks[0]))
    if not desks:
        return
    danger.send(play, home, desks)
    if play.chance(0.4):
        danger.let_nobody_answer(play, home)
    play.storm(1, chance=0.4, ends=0.5, longest=100)
    steps: list[Callable[[], None]] = [lambda: danger.take(play, thai)] * play.chance(0.7)
    steps += [lambda: danger.take(play, viet)] * play.chance(0.6)
    steps += [lambda: danger.hand_back(play, thai)] * play.chance(0.25)
    steps += [partial(danger.change, play, home, what) for what in Change if play.chance(0.3)]
    play.dice.shuffle(steps)
    for step in steps:
        step()
        play.storm(1, chance=0.4, ends=0.4, longest=100)
    play.calm(3)
    for node in (thai, viet):
        danger.read(play, node)
    if play.chance(0.5):
        danger.look_back(play, home)


def _clocks(play: MainPlay) -> None:
    """Clocks are wrong by minutes or by days; none is behind what its own node wrote, which it would not show yet."""
    for node in play.nodes:
        days = play.dice.choice((0, 1) if node is play.nodes[0] else (0, 0, -2, 1))
        node.clock_error = timedelta(days=days, seconds=play.dice.randrange(3000))
    play.note("clocks off")


def _dark(play: MainPlay) -> None:
    """One node is dark for a week."""
    asleep = play.dice.choice(play.nodes[1:])
    asleep.end()
    for _ in range(7):
        play.region.clock.pass_(DAY)
        for node in play.nodes:
            if node is not asleep:
                if not node.is_up:
                    play.begin_again(node)
                play.keep_house(node)
                play.round(node)
    play.begin_again(asleep)
    play.note("dark for a week, and back")


def _new_list(play: MainPlay, what: str) -> None:
    """A new list in the middle; it comes to nodes as it comes."""
    _home, _thai, viet = play.nodes
    now = play.region.clock.now
    if what == "a member joins":
        play.secretariat.join(viet.statement, at=now)
    else:
        play.secretariat.put_out(viet.country, at=now)
        play.out.add(viet.name)
        play.ledger.alarms |= {"key-revoked"}  # of what it sent before others knew
        for node in play.nodes:
            if node is not viet:
                play.region.stop_asking(node, viet)
    play.note(f"a new list: {what}")
    play.storm(1, chance=0.6, ends=0.5, longest=4000)
