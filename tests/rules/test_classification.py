from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.node.wiring import THIRD_PARTY_RECORDS


def undecided_fields(kinds: Iterable[type[models.Model]], libraries: Mapping[str, Records]) -> list[str]:
    """Stored fields nobody classified, and classifications of fields that do not exist."""
    found = []
    for model in kinds:
        label = model._meta.label
        records = vars(model).get("records") or libraries.get(label)
        if records is None:
            found.append(f"{label} declares no records")
            continue
        stored = {field.name for field in model._meta.concrete_fields}  # many-to-many is a table of its own
        found += [f"{label}.{name} has no class" for name in sorted(stored - records.fields.keys())]
        found += [f"{label}.{name} does not exist" for name in sorted(records.fields.keys() - stored)]
        if not records.retention.strip():
            found.append(f"{label} says nothing of retention")
    return found


def test_every_stored_field_has_a_class_and_a_retention() -> None:
    assert undecided_fields(apps.get_models(include_auto_created=True), THIRD_PARTY_RECORDS) == []


def test_every_declaration_for_a_library_belongs_to_an_installed_table() -> None:
    installed = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert THIRD_PARTY_RECORDS.keys() - installed == set()


@isolate_apps("samakki.access")
def test_a_field_without_a_class_is_caught() -> None:
    class Silent(models.Model):
        class Meta:
            app_label = "access"

    class Half(models.Model):
        nickname = models.CharField(max_length=10)
        records: ClassVar[Records] = Records(
            Compartment.CARE, {"id": Class.OPERATIONAL, "gone": Class.PERSONAL}, retention=" "
        )

        class Meta:
            app_label = "access"

    assert undecided_fields([Silent, Half], {}) == [
        "access.Silent declares no records",
        "access.Half.nickname has no class",
        "access.Half.gone does not exist",
        "access.Half says nothing of retention",
    ]


@isolate_apps("samakki.access")
def test_a_declaration_is_not_inherited() -> None:
    class Parent(models.Model):
        records: ClassVar[Records] = Records(Compartment.CARE, {"id": Class.OPERATIONAL}, retention="a year")

        class Meta:
            app_label = "access"
            abstract = True

    class Child(Parent):
        class Meta:
            app_label = "access"

    assert undecided_fields([Child], {}) == ["access.Child declares no records"]
