"""What can go wrong with keys and seals. The text of each error says what to do; none holds a key or a content."""

from typing import ClassVar

from samakki.kernel.refusals import Fact, SamakkiError


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
