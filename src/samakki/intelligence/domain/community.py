"""What in a text for the police may give away who told it, and whether every such place has its reason."""

from collections.abc import Mapping
from typing import NamedTuple

from samakki.intelligence.domain.lint import Checked, Finding, findings_in
from samakki.intelligence.domain.vocabulary import WarningCode
from samakki.kernel.refusals import Refusal

LEAST_PLACE = 4  # characters of an exact place that mean something when they stand in the text
LEAST_REASON = 5


class KeptWarning(NamedTuple):
    """A warning that stays, and why."""

    code: str
    fragment: str
    reason: str


def findings_in_lead(text: str, against: Checked, *, exact_place: str) -> tuple[Finding, ...]:
    """Everything in a text for the police that may give the informant away, the agency's exact place among it."""
    found = list(findings_in(text, against))
    place = exact_place.strip()
    if len(place) >= LEAST_PLACE and place.casefold() in text.casefold():
        found.append(Finding(WarningCode.EXACT_TIME_AND_PLACE, place))
    return tuple(dict.fromkeys(found))


def key_of(finding: Finding) -> str:
    """What names a finding in a form: stable as long as the same words stand there."""
    return f"{finding.code.value}:{finding.fragment}"


def kept(findings: tuple[Finding, ...], reasons: Mapping[str, str]) -> tuple[KeptWarning, ...]:
    """The findings that have a reason to stay."""
    return tuple(
        KeptWarning(one.code.value, one.fragment, reason)
        for one in findings
        if len(reason := reasons.get(key_of(one), "").strip()) >= LEAST_REASON
    )


def refusals_to_keep(findings: tuple[Finding, ...], reasons: Mapping[str, str]) -> tuple[Refusal, ...]:
    """Why the text may not be proposed yet: warnings that nobody answered."""
    missing = len(findings) - len(kept(findings, reasons))
    return (Refusal("warnings-open", {"count": missing}),) if missing else ()
