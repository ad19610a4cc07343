"""Tables that only grow: rows are neither changed nor deleted, by Python here, by any program in the database."""

from typing import NoReturn, TypeVar

from django.apps import apps
from django.db import models

from samakki.kernel.refusals import SamakkiError


class AppendOnlyError(SamakkiError):
    """The program tried to change or delete a row of a table that only grows: a mistake of the program."""


Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows can be read and added. Triggers in the database refuse the rest to programs that do not come this way."""

    def update(self, **_values: object) -> NoReturn:
        """Refuse."""
        raise _refusal(self.model)

    def bulk_update(self, *_given: object, **_options: object) -> NoReturn:
        """Refuse."""
        raise _refusal(self.model)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise _refusal(self.model)


class AppendOnly(models.Model):
    """Base of tables that only grow."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *, using: str | None = None, **_options: object) -> None:
        """Add the row; a second save of the same row is refused."""
        if not self._state.adding:
            raise _refusal(type(self))
        # Without force_insert Django would first try to update a row with this key.
        super().save(force_insert=True, using=using)

    def delete(self, *_given: object, **_options: object) -> NoReturn:
        """Refuse: nothing leaves this table."""
        raise _refusal(type(self))


def _refusal(model: type[models.Model]) -> AppendOnlyError:
    return AppendOnlyError(f"{model.__name__} only grows: its rows are not changed or deleted")


def tables_that_grow() -> tuple[str, ...]:
    """Names of all tables, of any subject, that only grow."""
    growing = (model for model in apps.get_models() if issubclass(model, AppendOnly))
    return tuple(sorted(model._meta.db_table for model in growing))
