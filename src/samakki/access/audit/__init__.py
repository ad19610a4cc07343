"""The audit log: who did, tried or saw what, as a Merkle log that shows whether anything was changed or dropped.

Three steps, each on its own. Acts ``record`` an entry in their own transaction. One sequencer, the keeper process,
gives committed entries their places (``sequence``). From time to time it signs size and root (``checkpoint``).
``verify`` walks through everything and names the first bad entry. ``docs/adr/0010`` to ``0013`` say why. Not here: who
may read the log (``domain.policy``) and how it is filtered (``queries``).
"""

from samakki.access.audit.entries import record
from samakki.access.audit.facts import NotRecordable

__all__ = [
    "NotRecordable",
    "record",
]
