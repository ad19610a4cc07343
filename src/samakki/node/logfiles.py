"""Rotated log files that only the node's own user may read."""

import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from samakki.node.config import FILE


class LogFile(RotatingFileHandler):
    """Makes its folder when the first line comes, and files nobody else can read."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        if not (path.parents[1] / FILE).exists():  # the node was taken back while it was being made
            return open(os.devnull, "a", encoding="utf-8")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return open(descriptor, "a", encoding=self.encoding)
