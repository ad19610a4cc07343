"""Which of day and month comes first in a column of dates, as its heading and its cells show."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from samakki.entities.domain.importing.layout import Column
from samakki.kernel.digits import ascii_digits
from samakki.kernel.written_dates import DayOrder

_THREE_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*\d{4}(?!\d)")
_LONGEST = 60
_MONTHS = 12
_SAYS_DAY = re.compile(r"\bdd?\s*[/. -]\s*mm?\b", re.IGNORECASE)
_SAYS_MONTH = re.compile(r"\bmm?\s*[/. -]\s*dd?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Orders:
    """What columns of dates show.

    Attributes:
        by_key: value of a DayOrder, by key of the column; columns that show none are left out.
        unsure: keys of columns that show both orders.
    """

    by_key: dict[str, str]
    unsure: tuple[str, ...]


def has_order(column: Column) -> bool:
    """Whether a cell of a column is a date of three numbers that ends with the year, so that its order matters."""
    return any(_numbers(cell.text) for cell in column.cells)


def orders_shown(columns: Sequence[Column]) -> Orders:
    """What headings such as "(mm/dd/yyyy)" and numbers above twelve show of each column."""
    by_key: dict[str, str] = {}
    unsure = []
    for column in columns:
        heading = _of_heading(column.heading)
        often = Counter(filter(None, (_of_cell(cell.text) for cell in column.cells)))
        shown = {*often, *([heading] if heading else [])}
        if not shown or not has_order(column):
            continue
        by_key[column.key] = (heading or often.most_common(1)[0][0]).value
        if len(shown) > 1:
            unsure.append(column.key)
    return Orders(by_key, tuple(unsure))


def is_either_way(text: str) -> bool:
    """Whether a date can be read with the day first and with the month first, as two different days.

    >>> is_either_way("3/4/2001"), is_either_way("3/14/2001"), is_either_way("4/4/2001")
    (True, False, False)
    """
    numbers = _numbers(text)
    return numbers is not None and max(numbers) <= _MONTHS and numbers[0] != numbers[1]


def _numbers(text: str) -> tuple[int, int] | None:
    found = _THREE_NUMBERS.search(ascii_digits(text)) if len(text) <= _LONGEST else None
    return (int(found[1]), int(found[2])) if found else None


def _of_cell(text: str) -> DayOrder | None:
    first, second = _numbers(text) or (0, 0)
    if first > _MONTHS >= second:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if second > _MONTHS >= first else None


def _of_heading(heading: str) -> DayOrder | None:
    if _SAYS_DAY.search(heading):
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if _SAYS_MONTH.search(heading) else None
