from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.rules.sources import rank


def subject(model: type[models.Model]) -> str:
    """Package of the model inside samakki; empty for a library's model."""
    first, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if first == "samakki" else ""


def misplaced_keys(kinds: Iterable[type[models.Model]], heights: Mapping[str, int]) -> list[str]:
    """Foreign keys that point sideways or upwards, and downward ones across subjects that reach back up.

    A foreign key is an import. Across subjects its reverse accessor would let the lower subject read the upper one.
    """
    found = []
    for model in kinds:
        for field in (*model._meta.fields, *model._meta.many_to_many):
            other = field.related_model
            if not isinstance(other, type) or not subject(model) or subject(other) in {"", subject(model)}:
                continue
            if heights[subject(other)] >= heights[subject(model)]:
                found.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
            elif (back := field.remote_field) and not back.hidden:
                found.append(f'{model._meta.label}.{field.name} needs related_name="+"')
    return found


def test_foreign_keys_point_downwards() -> None:
    assert misplaced_keys(apps.get_models(), rank()) == []


def test_every_subject_with_tables_has_a_rank() -> None:
    assert {subject(model) for model in apps.get_models()} - {""} <= rank().keys()


@isolate_apps("samakki.access", "samakki.ui")
def test_an_upward_key_is_caught() -> None:
    class Upper(models.Model):
        class Meta:
            app_label = "ui"

    class Lower(models.Model):
        upper = models.ForeignKey(Upper, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "access"

    Upper.__module__ = "samakki.node.models"
    Lower.__module__ = "samakki.access.models"
    assert misplaced_keys([Lower], rank()) == ["access.Lower.upper -> ui.Upper"]


@isolate_apps("samakki.access", "samakki.ui")
def test_a_downward_key_that_reaches_back_is_caught() -> None:
    class Lower(models.Model):
        class Meta:
            app_label = "access"

    class Upper(models.Model):
        lower = models.ForeignKey(Lower, on_delete=models.CASCADE)

        class Meta:
            app_label = "ui"

    Lower.__module__ = "samakki.access.models"
    Upper.__module__ = "samakki.node.models"
    assert misplaced_keys([Upper], rank()) == ['ui.Upper.lower needs related_name="+"']
