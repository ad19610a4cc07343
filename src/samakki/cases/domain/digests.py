"""Digests of what is recorded of custody: each holds the one before it, and all stand in the audit log."""

import hashlib
import json
from collections.abc import Mapping

Field = str | int


def digest_of_words(words: Mapping[str, str], salt: str) -> str:
    """Digest of words that may later give way to a code. The salt keeps short words from being guessed by it."""
    return _digest({"salt": salt, **words})


def digest_of_event(fields: Mapping[str, Field], *, before: str) -> str:
    """Digest of one recorded event and all before it.

    Args:
        fields: every field of the row, times in ISO 8601 and UTC, files by their own digest.
        before: digest of the event before; "" for the first.
    """
    return _digest({"before": before, **fields})


def _digest(fields: Mapping[str, Field]) -> str:
    written = json.dumps(fields, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()
