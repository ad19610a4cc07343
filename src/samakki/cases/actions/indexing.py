"""Puts a case into the search index, inside the transaction that changes it."""

from samakki.cases.models import Case


def index_case(row: Case) -> None:
    """Index what a search may find a case by. Who finds it is decided by its resource."""
