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
    wishes = getattr(settings, "SAMAKKI_TIGHTEN", None)
    return _read(json.dumps(wishes, sort_keys=True, default=str)) if wishes else ROLES


@lru_cache(maxsize=8)
def _read(wishes: str) -> Roles:
    return tightened(ROLES, json.loads(wishes))
