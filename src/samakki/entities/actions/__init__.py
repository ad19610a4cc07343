"""Verbs of entities: describe, add, withdraw, link. Nothing that was said is ever overwritten.

Records of other subjects open a source and write what they describe inside their own transaction (`open_source`,
`write_entities`); pages use `describe`, `add_statements`, `withdraw_statement` and `link`, which ask the policy.
"""

from samakki.entities.actions.changing import WithdrawalReason
from samakki.entities.actions.closing_files import close_file, closed_among
from samakki.entities.actions.describing import (
    add_sketch,
    add_statements,
    describe,
    link,
    withdraw_statement,
)
from samakki.entities.actions.exporting import clear_exports, export_entities, fetch_export
from samakki.entities.actions.files import examine_file, read_file, store_file
from samakki.entities.actions.indexing import drop_from_index, index_entities, index_text
from samakki.entities.actions.linking import correct_link, withdraw_link
from samakki.entities.actions.places import correct_place
from samakki.entities.actions.protecting import decide_about_things, extend_protection, protect_person
from samakki.entities.actions.rebuilding import rebuild_in_portions, rebuild_index
from samakki.entities.actions.releasing_things import release_thing
from samakki.entities.actions.sealing_originals import protect_rows, seal_original
from samakki.entities.actions.searching import check_search, search_records
from samakki.entities.actions.sources import accept_source, open_source
from samakki.entities.actions.unprotecting import Undone, undo_protection
from samakki.entities.actions.writing import write_entities

__all__ = [
    "Undone",
    "WithdrawalReason",
    "accept_source",
    "add_sketch",
    "add_statements",
    "check_search",
    "clear_exports",
    "close_file",
    "closed_among",
    "correct_link",
    "correct_place",
    "decide_about_things",
    "describe",
    "drop_from_index",
    "examine_file",
    "export_entities",
    "extend_protection",
    "fetch_export",
    "index_entities",
    "index_text",
    "link",
    "open_source",
    "protect_person",
    "protect_rows",
    "read_file",
    "rebuild_in_portions",
    "rebuild_index",
    "release_thing",
    "seal_original",
    "search_records",
    "store_file",
    "undo_protection",
    "withdraw_link",
    "withdraw_statement",
    "write_entities",
]
