"""What can go wrong with keys and seals. The text of each error says what to do; none holds a key or a content."""

from typing import TYPE_CHECKING, ClassVar

from samakki.kernel.refusals import Fact, SamakkiError

if TYPE_CHECKING:
    from samakki.sealing.opening import Signed


class SealingError(SamakkiError):
    """Root of this subject's errors: a stable code for pages, facts beside it, and a sentence for the console."""

    code: ClassVar[str] = "sealing"

    def __init__(self, message: str, **facts: Fact) -> None:
        super().__init__(message)
        self.facts = facts


class SealBroken(SealingError):
    """What was sealed or signed is not what was found: changed, cut short, or moved to another place."""

    code = "seal-broken"


class KeyMissing(SealingError):
    """A key that is needed is not on this node."""

    code = "key-missing"


class KeyExposed(SealingError):
    """A key file that others on this machine may read or change; nothing is done with it until that ends."""

    code = "key-exposed"


class KeyFileBusy(SealingError):
    """Another program is changing the key file, or one ended half-way."""

    code = "key-file-busy"


class KeyFileBroken(SealingError):
    """A key file that cannot be read as one."""

    code = "key-file-broken"


class EnvelopeError(SealingError):
    """An envelope from another node that gives no message.

    `signed` is there once it is proved who sent the envelope and that these are the bytes they signed. Without it
    nothing may be answered to anybody: what came may be a stranger's, or damaged on the way, and the true one may
    still arrive.
    """

    code: ClassVar[str] = "envelope"

    def __init__(self, message: str, *, signed: "Signed | None" = None, **facts: Fact) -> None:
        super().__init__(message, **facts)
        self.signed = signed


class EnvelopeMalformed(EnvelopeError):
    """Not an envelope as the protocol has it: cut short, too large, or open to two readings. Not proved whose."""

    code = "envelope-malformed"


class EnvelopeAltered(EnvelopeError):
    """What came is not what was signed: a signature is missing or wrong, or a part was added, removed or changed."""

    code = "envelope-altered"


class SenderUnknown(EnvelopeError):
    """The trust list that this node has names no such key for the sending desk; newer trust data may."""

    code = "sender-unknown"


class SenderKeyExpired(EnvelopeError):
    """Signed with a true key of the sender, but dated outside the time for which its country lists the key."""

    code = "sender-key-expired"


class SenderQuarantined(EnvelopeError):
    """Signed with a key that was revoked, and nothing shows that the message is older than that."""

    code = "sender-quarantined"


class NotUnderstood(EnvelopeError):
    """The sender demands that something be understood which this version does not know; refused politely."""

    code = "not-understood"


class DeskKeyMissing(EnvelopeError):
    """Sealed to no key that this node holds."""

    code = "desk-key-missing"


class EpochClosed(EnvelopeError):
    """Sealed to a key of this node whose private half was destroyed at the end of its time."""

    code = "epoch-closed"


class EnvelopeBroken(EnvelopeError):
    """Signed by the sender as it is, and still it does not open or does not hold what its commitments say.

    Never an accident of the line: the sender's software is at fault, or the sender meant to show different
    recipients different texts. It raises an alarm.
    """

    code = "envelope-broken"


class ChunkBroken(SealingError):
    """A piece of an attachment that is not the one its message names."""

    code = "chunk-broken"
