"""Whether every message of a node is explained to an officer: its state in words, and why where it is bad news."""

from collections.abc import Iterator

from samakki.access.models import Officer
from samakki.exchange.models import Landing, Message
from samakki.exchange.queries import mail, peers
from samakki.exchange.web.wording.mail import CAME, SENT, reason_words
from tools.faults.exchange.tallies import Tally

BAD_NEWS = frozenset({"refused", "expired", "failed", "parked", "rejected", "quarantined"})
TESTED = frozenset({"not-wanted"})  # a reason of the simulation's own owner


def unexplained(there: Tally) -> Iterator[str]:
    """What an officer of the node at work is not told."""
    shown: set[str] = set()
    if there.sent or there.came:
        for desk in {
            *Landing.objects.values_list("desk", flat=True),
            *Message.objects.values_list("from_desk", flat=True),
        }:
            by = Officer.objects.select_related("desk__agency").filter(desk__address=desk).order_by("pk").first()
            for row in mail.mail(by) if by else ():
                shown.add(row.reference)
                yield from _told(by, row)
    if len(shown) != there.sent + there.came - there.nowhere:
        yield f"{there.sent} messages were sent and {there.came} came, of which officers are shown {len(shown)}"
    is_any_parked = there.parked or there.given_up
    if is_any_parked and len(peers.parked()) != there.parked + there.given_up:
        yield "something parked is not on the page of lines"
    if there.unseen and len(peers.alarms()) != there.unseen:
        yield "an alarm is not on the page of lines"


def _told(by: Officer | None, row: mail.MailRow) -> Iterator[str]:
    states = SENT if row.is_out else CAME
    if row.state not in states:
        yield f"{row.reference} is {row.state}, which has no words"
    if row.state not in BAD_NEWS or by is None:
        return
    whole = mail.message(by, row.reference)
    if whole is None:
        yield f"{row.reference} is in the list and cannot be opened"
        return
    for state, reason in ((row.state, row.reason), *((one.state, one.reason) for one in whole.desks)):
        if state in BAD_NEWS and reason not in TESTED and not (reason and reason_words(reason) != reason):
            yield f"{row.reference} is {state} for a reason without words: {reason or 'none'}"
