"""What must hold about emergencies and requests for a release when a schedule of the main job is over."""

from collections.abc import Iterator

from samakki.intelligence.models import (
    Emergency,
    EmergencyAct,
    EmergencyAnswer,
    EmergencyStanding,
    ReceivedDisclosure,
    ReleaseRequest,
)
from samakki.intelligence.queries.emergencies import holders_of
from tools.faults.main_job.play import MainPlay

There = dict[tuple[str, str], list[tuple[str, frozenset[str]]]]


def emergencies(play: MainPlay) -> Iterator[str]:
    """Each desk that was asked has it once and knows which others act; every change was answered."""
    there: There = {}
    for node in play.nodes:
        with node.at_work():
            known = {
                one.received_id: frozenset(act["desk"] for act in one.acting) for one in EmergencyStanding.objects.all()
            }
            for one in ReceivedDisclosure.objects.filter(kind="emergency"):
                seen = one.state, known.get(one.pk, frozenset())
                there.setdefault((one.originator_reference, one.desk), []).append(seen)
    for node in play.nodes:
        with node.at_work():
            for row in Emergency.objects.all():
                yield from _emergency(play, row, there)
            last = {(one.recall.emergency_id, one.desk): one for one in EmergencyAnswer.objects.order_by("pk")}
            for answer in last.values():
                if answer.result == "asked" and not _is_out(play, answer.desk):
                    yield f"{answer.desk} did not answer to {answer.recall.reference} ({answer.recall.change})"


def _emergency(play: MainPlay, row: Emergency, there: There) -> Iterator[str]:
    """What is wrong with one; at its originator."""
    acts = EmergencyAct.objects.filter(emergency=row, is_acting=True).values_list("desk", flat=True)
    acting = frozenset(acts) & set(holders_of(row))  # who was told to stop is not named to the others
    for desk in row.messages:
        found = there.get((row.reference, desk), [])
        is_taken_back = EmergencyAnswer.objects.filter(recall__emergency=row, desk=desk).exists()
        if _is_out(play, desk):
            continue
        if len(found) != 1 and not (is_taken_back and not found):
            yield f"{row.reference} is {len(found)} times at {desk}"
        for state, known in found:
            if state == "accepted" and desk not in set(acts) and not is_taken_back:
                yield f"{desk} acts on {row.reference}, and who sent it does not know"
            if known != acting - {desk} and row.state != "withdrawn" and not is_taken_back and not play.out:
                yield f"{desk} is told that {sorted(known)} act on {row.reference}, and {sorted(acting)} do"


def requests(play: MainPlay) -> Iterator[str]:
    """Both sides of a request say the same."""
    asked: dict[str, tuple[str, str]] = {}
    known: dict[str, tuple[str, str]] = {}
    for node in play.nodes:
        with node.at_work():
            for one in ReleaseRequest.objects.all():
                (asked if one.received_id else known)[one.asked_as or one.reference] = (one.state, one.peer)
    for reference, (state, peer) in asked.items():
        if _is_out(play, peer):
            continue
        if reference not in known:
            yield f"{reference} was asked and is not there at {peer}"
        elif known[reference][0] != state and state != "withdrawn":
            yield f"{reference} is {state} where it was asked and {known[reference][0]} where it is answered"
    for reference in known.keys() - asked.keys():
        yield f"{reference} is there and nobody asked it"


def _is_out(play: MainPlay, desk: str) -> bool:
    return any(name in desk for name in play.out)
