"""How lists of the API are cut into pages: the same words in every description, and the same promise."""

from typing import Annotated

from ninja import Field, Query, Schema

PAGE = 25
"""Rows of a page."""

Before = Annotated[
    str,
    Query(
        description=(
            "What the page before gave as `before`; empty for the first page. What is written meanwhile stands before "
            "the first page and comes with the next walk: none that was there at the beginning comes twice, and none "
            "is left out unless it was closed to you meanwhile. A reference that is not in the list begins anew."
        )
    ),
]


class Page(Schema):
    """Some of a list, the newest made first. A page is shorter than 25 rows only where it is the last."""

    before: str = Field(
        description="Give it as `before` to get the next page. Empty on the last page, and on no other."
    )
