"""Messages between nodes: sealed for desks, signed by the node, opened in one step or not at all.

``seal`` and ``Packing`` make the bytes that travel; ``open_envelope`` alone makes a message of them. The protocol as
another implementation needs it is docs/reference/protocol.md; the bytes are described in ``frames``, the steps of
opening in ``opening``.
"""

from samakki.sealing.chunks import Attachment, SealedFile
from samakki.sealing.frames import MOST_BODY, MOST_BYTES, envelope_digest, skeleton
from samakki.sealing.opening import Signed, Verified, open_envelope, peek
from samakki.sealing.packing import Packing, seal

__all__ = [
    "MOST_BODY",
    "MOST_BYTES",
    "Attachment",
    "Packing",
    "SealedFile",
    "Signed",
    "Verified",
    "envelope_digest",
    "open_envelope",
    "peek",
    "seal",
    "skeleton",
]
