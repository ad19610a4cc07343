"""How much of everything a node has, in one question: what there is none of need not be looked through."""

from dataclasses import dataclass

from django.db import connections

ASKED = """
    SELECT (SELECT count(*) FROM exchange_message),
        (SELECT count(*) FROM exchange_message WHERE type = 'line.check@1.0'),
        (SELECT count(*) FROM exchange_inbox),
        (SELECT count(*) FROM exchange_inbox WHERE state = 'stored'),
        (SELECT count(*) FROM exchange_inbox WHERE state = 'parked'),
        (SELECT count(*) FROM exchange_inbox WHERE state IN ('parked', 'rejected') AND reason = ''),
        (SELECT count(*) FROM exchange_inbox i
            WHERE NOT EXISTS (SELECT 1 FROM exchange_landing l WHERE l.message_id = i.id)),
        (SELECT count(*) FROM exchange_outbox),
        (SELECT count(*) FROM exchange_outbox WHERE state = 'parked'),
        (SELECT count(*) FROM exchange_addressee WHERE state IN ('draft', 'held', 'sealed', 'queued', 'sending')),
        (SELECT count(*) FROM exchange_receiptmade WHERE settled_at IS NULL),
        (SELECT count(*) FROM exchange_receiptgot),
        (SELECT count(*) FROM exchange_alarm),
        (SELECT count(*) FROM exchange_alarm WHERE seen_by = '')
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of rows.

    Attributes:
        sent: messages queued here.
        played: of those, what a schedule sends.
        came: messages that came.
        stored: came and nothing was done with them.
        parked: came and their owner broke.
        unsaid: parked or rejected and no reason.
        nowhere: came for no desk here.
        outgoing: on their way to another node.
        given_up: of those, parked.
        undecided: desks for which a message is still on its way.
        unsettled: receipts that their owner did not take.
        receipts: that came.
        alarms: all of them.
        unseen: alarms that nobody has seen.
    """

    sent: int
    played: int
    came: int
    stored: int
    parked: int
    unsaid: int
    nowhere: int
    outgoing: int
    given_up: int
    undecided: int
    unsettled: int
    receipts: int
    alarms: int
    unseen: int


def tally() -> Tally:
    """Of the node at work."""
    with connections["default"].cursor() as cursor:
        cursor.execute(ASKED)
        return Tally(*cursor.fetchone())
