"""The audit log: who did, tried or saw what, as a Merkle log that shows whether anything was changed or dropped.

Three steps, each on its own. Acts ``record`` an entry in their own transaction. One sequencer, the keeper process,
gives committed entries their places (``sequence``). From time to time it signs size and root (``checkpoint``).
``verify`` walks through everything and names the first bad entry. ``docs/adr/0010`` to ``0013`` say why. Not here: who
may read the log (``domain.policy``) and how it is filtered (``queries``).
"""

from samakki.access.audit.checkpoints import checkpoint
from samakki.access.audit.entries import record, record_all, record_each, written_together
from samakki.access.audit.facts import NotRecordable
from samakki.access.audit.guards import unguarded
from samakki.access.audit.once import AlreadySent
from samakki.access.audit.origin import origin as log_name
from samakki.access.audit.origin import signing_keys as log_keys
from samakki.access.audit.proofs import InclusionProof, NotInLog, Placed, entry_of, prove_consistency, prove_inclusion
from samakki.access.audit.report import FirstBad, VerifyReport, Why
from samakki.access.audit.sequencing import LogBroken, rebuild_edge, requeue, sequence, unsequenced
from samakki.access.audit.verification import verify

__all__ = [
    "AlreadySent",
    "FirstBad",
    "InclusionProof",
    "LogBroken",
    "NotInLog",
    "NotRecordable",
    "Placed",
    "VerifyReport",
    "Why",
    "checkpoint",
    "entry_of",
    "log_keys",
    "log_name",
    "prove_consistency",
    "prove_inclusion",
    "rebuild_edge",
    "record",
    "record_all",
    "record_each",
    "requeue",
    "sequence",
    "unguarded",
    "unsequenced",
    "verify",
    "written_together",
]
