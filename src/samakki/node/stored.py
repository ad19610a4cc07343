"""Where sealed files lie in the node's home folder: under ``files/`` by random name, pieces of messages by hash."""

import re
from collections.abc import Iterator
from pathlib import Path

STORED_FOLDER, CHUNK_FOLDER = "files", "chunks"
_NAME, _DIGEST = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")


def stored_paths(home: Path) -> Iterator[Path]:
    """Every sealed content of the node, in the order of their names; drafts of an intake are not among them."""
    for path in sorted((home / STORED_FOLDER).glob("[0-9a-f][0-9a-f]/*")):
        if _NAME.fullmatch(path.name):
            yield path


def chunk_paths(home: Path) -> Iterator[Path]:
    """Every whole piece of an attachment that came or goes, in the order of their names.

    Pieces that are not whole are left out: what is missing of them is asked for again from its beginning.
    """
    for path in sorted((home / CHUNK_FOLDER).glob("[0-9a-f][0-9a-f]/*")):
        if _DIGEST.fullmatch(path.name):
            yield path
