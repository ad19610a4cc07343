"""What every action does when a rule says no: write it down, then tell."""

from collections.abc import Mapping, Sequence

from samakki.access import audit
from samakki.access.models import Officer
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import NO_FACTS, Fact, InvalidValue, Refusal, Refused


def logged_refusal(
    by: Officer | str,
    action: str,
    reference: str,
    reasons: Sequence[Refusal],
    *,
    inner: Sequence[Refusal] = (),
    facts: Mapping[str, Fact] = NO_FACTS,
) -> Refused:
    """Log a refused attempt and give the error to raise.

    Trap: call it after the action's transaction, never inside: raising there would roll the entry back.

    Args:
        by: who tried.
        action: the verb.
        reference: of the record, as given; logged only when it is written like a reference, since anything may have
            been typed there.
        reasons: what the person is told.
        inner: what the log is told besides, where it knows more.
        facts: what else the log is told.
    """
    codes = ",".join(dict.fromkeys(reason.code for reason in (*inner, *reasons)))
    audit.record(by, action, as_logged(reference), outcome="refused", facts={"reasons": codes, **facts})
    return Refused(tuple(reasons))


def as_logged(reference: str) -> str:
    """`reference` if it is one, else ""."""
    try:
        return reference if parse_reference(reference) == reference else ""
    except InvalidValue:
        return ""
