"""What can be wrong with trust data. The text of each error says what happened and what to do."""

from typing import ClassVar

from samakki.kernel.refusals import Fact, SamakkiError


class TrustError(SamakkiError):
    """Root: a stable code for pages and logs, facts beside it, and a sentence for the console."""

    code: ClassVar[str] = "trust"

    def __init__(self, message: str, **facts: Fact) -> None:
        super().__init__(message)
        self.facts = facts


class StatementWrong(TrustError):
    """What a country states is not in the form that was agreed; `facts["where"]` names the place in the file."""

    code = "trust-statement-wrong"


class MetadataRefused(TrustError):
    """Signed data that must not be believed: too few signatures, older than what is known, mixed, or cut."""

    code = "trust-metadata-refused"


class MetadataExpired(MetadataRefused):
    """Signed rightly, and past its day: whoever publishes it has to sign anew."""

    code = "trust-metadata-expired"


class SourceSilent(TrustError):
    """Where trust data is fetched from does not answer, or lacks a file."""

    code = "trust-source-silent"


class CeremonyWrong(TrustError):
    """A step of the signing that cannot be done now, or not with this key."""

    code = "trust-ceremony-wrong"
