"""The roles of this node: as written, less what the deployment took away."""

import json
from functools import lru_cache

from django.conf import settings

from samakki.access.domain.roles import ROLES, Roles
from samakki.access.domain.tightening import tightened


def roles() -> Roles:
    """Every role of this node by code.

    Raises:
        Refused: the setting ``SAMAKKI_TIGHTEN`` widens something or cannot be read; the node must not start then.
    """
    less = wishes()
    return _read(less) if less else ROLES


def wishes() -> str:
    """What the deployment took away, as text by which anything made of the roles can be kept; empty for nothing."""
    less = getattr(settings, "SAMAKKI_TIGHTEN", None)
    return json.dumps(less, sort_keys=True, default=str) if less else ""


@lru_cache(maxsize=8)
def _read(less: str) -> Roles:
    return tightened(ROLES, json.loads(less))
