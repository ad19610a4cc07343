"""Verbs of cases. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""

from samakki.cases.actions.opening import open_case
from samakki.cases.actions.team import add_to_team, end_team, tell_team_change

__all__ = ["add_to_team", "end_team", "open_case", "tell_team_change"]
