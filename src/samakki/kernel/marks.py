"""Marks of what an officer saw when they began to change it, so that nobody overwrites what they never read."""

import hashlib
import json

from samakki.kernel.refusals import Refusal

MEANWHILE = Refusal("changed-meanwhile")


def mark_of(*parts: object) -> str:
    """A mark of texts, numbers and lists as they stand; another content has another mark.

    >>> mark_of("a", ["b"]) == mark_of("a", ["b"]), mark_of("a", "b") == mark_of("ab")
    (True, False)
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def refusals_to_overwrite(seen: str | None, now: str) -> tuple[Refusal, ...]:
    """Why what was written may not take the place of what stands there; empty means it may.

    Args:
        seen: mark of what the officer saw; None or empty where nobody asked, as for programs that write by the API.
        now: mark of what stands there, read under the lock that the change takes.
    """
    return (MEANWHILE,) if seen and seen != now else ()
