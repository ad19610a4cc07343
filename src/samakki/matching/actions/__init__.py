"""Verbs of matching. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""

from samakki.matching.actions.comparing import Progress, ask_for_all, compare_waiting, keep, progress
from samakki.matching.actions.judging import confirm, judge, unjudge

__all__ = ["Progress", "ask_for_all", "compare_waiting", "confirm", "judge", "keep", "progress", "unjudge"]
