"""Which stage of a case may follow which, and who moves it. The diagram in the docs is drawn from this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samakki.cases.domain.vocabulary import Stage
from samakki.kernel.refusals import Refusal

_S = Stage

TRANSITIONS: Mapping[Stage, tuple[Stage, ...]] = MappingProxyType(
    {
        _S.ASSESSMENT: (_S.INVESTIGATION, _S.CLOSED),
        _S.INVESTIGATION: (_S.WITH_PROSECUTOR, _S.PAUSED, _S.CLOSED),
        _S.PAUSED: (_S.INVESTIGATION, _S.CLOSED),
        _S.WITH_PROSECUTOR: (_S.IN_COURT, _S.INVESTIGATION, _S.CLOSED),
        _S.IN_COURT: (_S.JUDGED, _S.INVESTIGATION),
        _S.JUDGED: (_S.IN_COURT, _S.CLOSED),  # an appeal brings it back
        _S.CLOSED: (_S.INVESTIGATION,),  # something new came to light
    }
)
"""Every stage with those that may follow it. A stage that is not listed after another cannot be reached from it."""

BY_PROSECUTION: frozenset[tuple[Stage, Stage]] = frozenset(
    {
        (_S.WITH_PROSECUTOR, _S.IN_COURT),
        (_S.WITH_PROSECUTOR, _S.INVESTIGATION),
        (_S.WITH_PROSECUTOR, _S.CLOSED),
        (_S.IN_COURT, _S.JUDGED),
        (_S.IN_COURT, _S.INVESTIGATION),
        (_S.JUDGED, _S.IN_COURT),
    }
)
"""Steps that only an officer of a prosecution agency takes: once the file is with them, it is theirs to move."""

LEAST_REASON, LONGEST_REASON = 10, 2000


@dataclass(frozen=True, slots=True)
class StageFacts:
    """What the rule needs to know of a case."""

    stage: Stage
    open_npp_checks: int  # non-punishment checks that no prosecutor has answered
    open_protection_tasks: int  # tasks that protect somebody and are neither done nor cancelled


def refusals_to_move(
    facts: StageFacts, to: Stage, *, reason: str, is_prosecution: bool, has_review: bool
) -> tuple[Refusal, ...]:
    """Every reason a case may not move to another stage; empty means it may.

    Args:
        facts: of the case.
        to: the stage wanted.
        reason: why, in the officer's words; kept with the change.
        is_prosecution: whether the officer's agency prosecutes.
        has_review: whether the reasons for a pause and the day to look again were given.
    """
    reasons: list[Refusal] = []
    if to not in TRANSITIONS[facts.stage]:
        reasons.append(Refusal("stage-not-next", {"stage": facts.stage.value, "to": to.value}))
    if (facts.stage, to) in BY_PROSECUTION and not is_prosecution:
        reasons.append(Refusal("stage-is-prosecutors", {"to": to.value}))
    if not LEAST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        reasons.append(Refusal("reason-length", {"least": LEAST_REASON, "longest": LONGEST_REASON}))
    if to is Stage.PAUSED and not has_review:
        reasons.append(Refusal("pause-needs-review"))
    if to is Stage.CLOSED and facts.open_npp_checks:
        reasons.append(Refusal("npp-check-open", {"count": facts.open_npp_checks}))
    if to is Stage.CLOSED and facts.open_protection_tasks:
        # Nothing that protects a person ends because the case does.
        reasons.append(Refusal("protection-task-open", {"count": facts.open_protection_tasks}))
    return tuple(reasons)


def reachable(start: Stage) -> frozenset[Stage]:
    """Stages that some sequence of moves leads to from `start`, itself among them."""
    found, new = {start}, {start}
    while new:
        new = {after for stage in new for after in TRANSITIONS[stage]} - found
        found |= new
    return frozenset(found)
