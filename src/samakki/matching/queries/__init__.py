"""Reads of matching. Everything returned is a frozen value, and holds nothing that its reader may not see."""

from samakki.matching.queries.awaiting import count_own_waiting, count_to_confirm, own_waiting, to_confirm
from samakki.matching.queries.judgements import (
    JudgementRow,
    ProfileView,
    Step,
    between,
    held_by_judgements,
    judged_among,
    judgement,
    members_among,
    profile,
    profile_members,
    waiting,
    what_if,
)
from samakki.matching.queries.pairs import PairView, pair

__all__ = [
    "JudgementRow",
    "PairView",
    "ProfileView",
    "Step",
    "between",
    "count_own_waiting",
    "count_to_confirm",
    "held_by_judgements",
    "judged_among",
    "judgement",
    "members_among",
    "own_waiting",
    "pair",
    "profile",
    "profile_members",
    "to_confirm",
    "waiting",
    "what_if",
]
