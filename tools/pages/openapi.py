"""The OpenAPI document of the API, as a node serves it."""

from __future__ import annotations

import json


def page() -> str:
    """The document, laid out for people who compare two of them."""
    from samakki.node.api.urls import document  # noqa: PLC0415  (its tables load only once Django is set up)

    return json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
