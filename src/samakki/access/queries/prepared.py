"""Sub-selects that are put into words once: what the policy lets somebody see is asked for many times by every page.

Building such a condition and having it written as SQL takes milliseconds, and running it a tenth of one. What it
says depends on few things (the roles, the surface, the compartments), so the words are kept, and only the moment, the
officer and the desk are put in anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigAutoField, Expression, QuerySet

NOW = datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC)
"""Stands in a query that is to be prepared for the moment it will be asked at."""
OFFICER, DESK = -1_000_001, -1_000_002
"""Stand in it for row numbers of who asks; no row has them."""
CODE = "code-of-who-asks"
"""Stands in it for the code of that officer; none has this one."""
ADDRESS = "0/0/address-of-the-desk"
"""Stands in it for the address of that desk; none has this one."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query whose SQL is known.

    Attributes:
        sql: with a place for each parameter.
        given: the parameters, three of which may stand for others.
        now: `NOW` as the database takes it.
    """

    sql: str
    given: tuple[object, ...]
    now: object

    def asked(self, *, now: datetime, officer: int, desk: int) -> "SubSelect":
        """The query as somebody asks it at a moment."""
        moment = connection.ops.adapt_datetimefield_value(now)
        return SubSelect(*self.given_to({self.now: moment, OFFICER: officer, DESK: desk}))

    def given_to(self, others: Mapping[object, object]) -> tuple[str, tuple[Any, ...]]:
        """The SQL, and its parameters with others in place of those that stand for them."""
        return self.sql, tuple(others.get(one, one) for one in self.given)


class SubSelect(Expression):
    """Row numbers as a query finds them, for ``…__in``; it refers to no table around it.

    Args:
        sql: of a whole query of one column.
        given: its parameters.
    """

    def __init__(self, sql: str, given: tuple[object, ...]) -> None:
        super().__init__(output_field=BigAutoField())
        self.sql, self.given = sql, given

    def as_sql(self, compiler: object, connection: object, **_context: object) -> tuple[str, Any]:
        """The SQL as it was prepared."""
        return f"({self.sql})", self.given


def prepared(query: "QuerySet[Any, Any]") -> Prepared:
    """Have a query written as SQL for the node's database; one that can find nothing is written as one that finds none.

    Args:
        query: with `NOW`, `OFFICER`, `DESK` and `ADDRESS` where others will stand.
    """
    # Django by itself writes no SQL for what can find nothing, but raises, for whoever meant to ask.
    sql, given = query.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
    return Prepared(sql, tuple(given), connection.ops.adapt_datetimefield_value(NOW))
