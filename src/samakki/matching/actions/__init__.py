"""Verbs of matching. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""

from samakki.matching.actions.judging import confirm, judge, unjudge

__all__ = ["confirm", "judge", "unjudge"]
