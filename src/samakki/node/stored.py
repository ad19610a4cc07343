"""Where sealed files lie: under ``files/`` in the node's home folder, by random name."""

import re
from collections.abc import Iterator
from pathlib import Path

STORED_FOLDER = "files"
_NAME = re.compile("[0-9a-f]{32}")


def stored_paths(home: Path) -> Iterator[Path]:
    """Every sealed content of the node, in the order of their names; drafts of an intake are not among them."""
    for path in sorted((home / STORED_FOLDER).glob("[0-9a-f][0-9a-f]/*")):
        if _NAME.fullmatch(path.name):
            yield path
