"""What every refusal of an action owes: the reasons, one entry in the log, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps

from samakki.access.models import AuditEntry
from samakki.kernel.refusals import Refused


@contextmanager
def refused_attempt(action: str, by: str, *codes: str, about: str | None = None) -> Iterator[None]:
    """Run one attempt and hold it to what a refusal owes.

    Args:
        action: verb in the log.
        by: officer code, "console" or "nobody" in the log.
        codes: what the person is told, in any order.
        about: reference in the log; None for any.
    """
    before, known = _tables(), set(AuditEntry.objects.values_list("pk", flat=True))
    with pytest.raises(Refused) as refused:
        yield
    assert sorted(reason.code for reason in refused.value.reasons) == sorted(codes)
    (entry,) = AuditEntry.objects.exclude(pk__in=known)
    assert (entry.action, entry.actor, entry.outcome) == (action, by, "refused")
    assert set(codes) <= set(entry.facts["reasons"].split(","))
    assert about in {None, entry.reference}
    assert _tables() == before


def _tables() -> dict[str, list[tuple[object, ...]]]:
    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_app_config("access").get_models()
        if not model.__name__.startswith("Audit")
    }
