"""What only others may see is looked for with the same work as what nobody holds: the clock must not tell which."""

import json
from collections.abc import Callable, Collection
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samakki.access.models import Officer
from samakki.entities.domain.searching import Begins, SearchFilters
from samakki.entities.queries.search import engines, search
from samakki.entities.queries.search.finding import visible_to
from samakki.entities.queries.search.narrowing import Narrowed
from tests.actions.entities.test_searching import person, written
from tests.support.people import FIELD, People
from tests.support.shared import shared

HELD, OTHER, MISSING = "idara", "ithida", "iqwrtz"
MANY = 2_000  # records that an officer may see: building their set outweighs everything else


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@shared
def stranger(people: People) -> Officer:
    return people.officer("investigator", desk=FIELD)


@pytest.mark.parametrize(("hidden", "missing"), [("Sok Dara", "Qwrtz Xvbq"), ("dara", "qwrtz")])
def test_both_ask_as_many_questions(officer: Officer, stranger: Officer, hidden: str, missing: str) -> None:
    written(officer, person("Sok Dara"))
    written(stranger, person("Chan Thida"))
    assert questions(stranger, hidden) == questions(stranger, missing)


@pytest.mark.parametrize("token", [HELD, MISSING])
def test_what_an_officer_may_see_is_put_together_in_both(officer: Officer, stranger: Officer, token: str) -> None:
    written(officer, person("Sok Dara"))
    written(stranger, person("Chan Thida"))
    own = visible_to(stranger, SearchFilters())
    visible = own | set(range(max(own) + 1, max(own) + MANY))
    assert rows(token, visible) == ()
    assert brings_a_row_to_the_policy(token, visible)


@pytest.mark.parametrize("most", [1, 2, 9])
def test_the_row_that_is_always_looked_at_is_found_only_where_it_holds_what_is_asked(
    officer: Officer, most: int
) -> None:
    written(officer, person("Sok Dara"))
    written(officer, person("Chan Thida"))
    visible = visible_to(officer, SearchFilters())
    assert [len(rows(token, visible, most)) for token in (HELD, OTHER, MISSING)] == [1, 1, 0]


def questions(by: Officer, text: str) -> int:
    """Statements that a search sends."""
    with CaptureQueriesContext(connection) as asked:
        assert search(by=by, text=text, filters=SearchFilters()).count == 0
    return len(asked)


def rows(token: str, visible: Collection[int], most: int = 9) -> tuple[int, ...]:
    """What the engine finds."""
    return engines.rows_found(Begins(token), visible=visible, narrowed=Narrowed(), most=most)


def brings_a_row_to_the_policy(token: str, visible: Collection[int]) -> bool:
    """Whether the engine comes to the set of what may be seen at all."""
    if connection.vendor == "sqlite":
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        connection.connection.set_progress_handler(step, 1)
        try:
            rows(token, visible)
        finally:
            connection.connection.set_progress_handler(None, 1)
        return steps > MANY
    plans: list[dict[str, Any]] = []

    def explained(run: Callable[..., object], sql: str, values: object, many: bool, context: dict[str, Any]) -> object:
        with context["cursor"].connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            told = cursor.fetchone()[0]
        plans.extend(json.loads(told) if isinstance(told, str) else told)
        return run(sql, values, many, context)

    with connection.execute_wrapper(explained):
        rows(token, visible)
    return any(map(reaches, parts(plans[0]["Plan"])))


def parts(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """A plan and all that it is made of."""
    return [plan, *(one for inner in plan.get("Plans", ()) for one in parts(inner))]


def reaches(part: dict[str, Any]) -> bool:
    """Whether this part of a plan looked at whose a row is."""
    condition = f"{part.get('Index Cond', '')}{part.get('Filter', '')}"
    looked = part.get("Rows Removed by Filter", 0) or "Index Cond" in part
    return "resource_id" in condition and bool(looked) and part["Actual Loops"] > 0
