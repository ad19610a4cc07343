"""Verbs of files that come in: take one in, say what it means, check it, write it as a draft, accept it, undo it."""

from samakki.entities.actions.importing.accepting import accept_import
from samakki.entities.actions.importing.steps import check_import, describe_import, write_import
from samakki.entities.actions.importing.taking_in import start_import
from samakki.entities.actions.importing.undoing import undo_import

__all__ = [
    "accept_import",
    "check_import",
    "describe_import",
    "start_import",
    "undo_import",
    "write_import",
]
