"""Reasons why something may not be done, as codes with facts that a page puts into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Fact = str | int
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class SamakkiError(Exception):
    """Root of every error this software raises on purpose."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, as a stable code and the facts its wording needs.

    Facts hold codes, references and numbers, never a person's name: refusals reach the audit log.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.facts.items()))))


class Refused(SamakkiError):
    """A rule said no. Expected, audited by the action that raises it, never logged as an error."""

    def __init__(self, reasons: tuple[Refusal, ...]) -> None:
        if not reasons:
            message = "a refusal needs at least one reason"
            raise ValueError(message)
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class InvalidValue(SamakkiError, ValueError):
    """Input that has no meaning here, as a code and facts; a form shows it beside the field."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, MappingProxyType(facts))
