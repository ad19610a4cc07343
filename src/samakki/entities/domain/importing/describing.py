"""What is wrong with what an officer says of columns."""

from collections import Counter
from collections.abc import Sequence

from samakki.entities.domain.importing.targets import KIND_COLUMN, LEFT_OUT, target_of
from samakki.kernel.refusals import InvalidValue

REPEATED = frozenset({"notes", "alias", "weakAlias", "name"})
"""Properties that several columns may fill: a name in two scripts is two names of one person."""


def check_columns(columns: Sequence[tuple[str, str, str]]) -> None:
    """Refuse a mapping that says nothing or contradicts itself.

    Args:
        columns: key, target and service of each.

    Raises:
        InvalidValue: "columns-none-taken"; "columns-target-unknown"; "columns-target-twice" (facts `first`, `second`:
            keys of the columns).
    """
    taken = [(key, target) for key, target, _ in columns if target != LEFT_OUT]
    if not any(target != KIND_COLUMN for _, target in taken):
        raise InvalidValue("columns-none-taken")
    for _, target in taken:
        if target != KIND_COLUMN and target_of(target) is None:
            raise InvalidValue("columns-target-unknown")
    often = Counter(target for _, target in taken if target.rpartition(":")[2] not in REPEATED)
    for target, count in often.items():
        if count > 1:
            first, second, *_ = [key for key, one in taken if one == target]
            raise InvalidValue("columns-target-twice", first=first, second=second)
