"""Filters as a condition that both engines read the same."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from samakki.entities.domain.searching import SearchFilters


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A condition on the index row ``n``.

    Attributes:
        condition: begins with AND, or is empty.
        values: of its parameters, in order.
    """

    condition: str = ""
    values: tuple[Any, ...] = ()

    @property
    def join(self) -> str:
        """What SQLite has to add to read the row at all."""
        return "CROSS JOIN entities_searchentry n ON n.id = f.rowid" if self.condition else ""


def narrowed_by(filters: SearchFilters, *, case_records: Collection[int]) -> Narrowed:
    """The filters; what is not filled in narrows nothing.

    Args:
        filters: as the officer chose them.
        case_records: numbers of the records of the case chosen, those the officer may see.
    """
    conditions: list[str] = []
    values: list[Any] = []

    def also(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if filters.types:
        also(f"n.type IN ({_marks(filters.types)})", *sorted(filters.types))
    if filters.case:
        marks = _marks(case_records)
        also(f'(n."case" = %s OR n.resource_id IN ({marks}))', filters.case, *sorted(case_records))
    if filters.since:
        also("n.last_day >= %s", filters.since)  # empty is before every day
    if filters.until:
        also("n.first_day <> '' AND n.first_day <= %s", filters.until)
    if filters.country:
        also("n.country = %s", filters.country)
    if filters.province:
        also("n.province = %s", filters.province)
    if filters.source_grade:
        also("n.source_grade <> '' AND n.source_grade <= %s", filters.source_grade)
    if filters.information_grade:
        also("n.information_grade <> '' AND n.information_grade <= %s", filters.information_grade)
    return Narrowed("".join(f" AND {one}" for one in conditions), tuple(values))


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"
