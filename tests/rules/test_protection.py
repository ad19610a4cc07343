"""Every stored text that may hold a name is rewritten when a person is protected, or excused with a reason."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.entities import registries

TEXTS = (models.TextField, models.CharField, models.JSONField, models.BinaryField)
MAY_NAME = {Class.PERSONAL, Class.SPECIAL}
SEALED = "sealed; opened by a grant or a reviewer alone"
CODE = "a code of the program, not words"
PLACE = "a code of the gazetteer"
INDEX = "written anew from the rows it stands for, in the transaction that rewrites those"
EMPTIED = "sealed; emptied where her name stands in it"
OFFICER = "about an officer of the node"

EXEMPT: Mapping[str, str] = {
    "access.Officer.password": OFFICER,
    "access.Officer.username": OFFICER,
    "access.Officer.full_name": OFFICER,
    "access.Exclusion.reason": CODE,
    "access.BreakGlass.reason_sealed": SEALED,
    "access.Recovery.first_half": OFFICER,
    "access.Recovery.second_half": OFFICER,
    "entities.Export.people": "codes by reference of an entity",
    "entities.ImportRemark.facts": "dates and numbers as read, by row; never words of the file",
    "entities.ImportLater.digest": "a digest inside a draft; gone when the import is whole",
    "entities.Place.province": PLACE,
    "entities.Place.district": PLACE,
    "entities.ProtectedCode.spellings_sealed": SEALED,
    "entities.ProtectedThing.values_sealed": SEALED,
    "entities.SealedOriginal.sealed": SEALED,
    "entities.SearchName.key": INDEX,
    "entities.SearchName.part": INDEX,
    "entities.SearchName.latin": INDEX,
    "entities.SearchEntry.title": INDEX,
    "entities.SearchEntry.lines": INDEX,
    "entities.SearchEntry.country": PLACE,
    "entities.SearchEntry.province": PLACE,
    "exchange.Envelope.sealed": "sealed as it left or came, for desks alone: what was signed is proof, never rewritten",
    "exchange.Message.draft": "sealed, for minutes; every check before leaving is asked again when they are over",
    "matching.Judgement.judgement": CODE,
    "matching.Candidate.reasons": "codes and numbers alone; gone in the transaction that protects",
    "cases.CasePerson.age": "a range of years",
    "cases.AgeChange.age": "a range of years",
    "cases.PersonCategory.category": CODE,
    "cases.PersonRole.role": CODE,
    "cases.NppCheck.finding": CODE,
    "intelligence.CommunityReport.province": PLACE,
    "intelligence.CommunityReport.district": PLACE,
    "intelligence.SourceIdentity.details_sealed": SEALED,
    "intelligence.Disclosure.package_sealed": EMPTIED,
    "intelligence.Disclosure.rest_sealed": EMPTIED,
    "intelligence.Recall.corrections_sealed": SEALED,
    "intelligence.ReleaseRequest.words_sealed": SEALED,
    "intelligence.Emergency.texts_sealed": "sealed as it left; read again by who reviews it alone",
    "intelligence.Emergency.reason_sealed": "sealed; read by who reviews it alone",
    "intelligence.EmergencyRecall.before_sealed": "sealed as it left; read again on the page of the emergency alone",
    "intelligence.EmergencyRecall.texts_sealed": "sealed as it left; sent again where a desk could not be reached",
    "intelligence.EarlyRecall.body_sealed": "another node's words, sealed as they came; no page shows them",
    "intelligence.Holding.content_sealed": "another node's words, sealed as they came; shown until they are accepted",
}


def covered() -> set[str]:
    """What the registered functions say they rewrite."""
    return {
        f"{label}.{column}"
        for part in registries.protections.values()
        for label, columns in part.covers.items()
        for column in columns
    }


def texts_that_may_name(kinds: Iterable[type[models.Model]]) -> set[str]:
    """Fields of texts that are classified as personal or special."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in kinds
        if (records := vars(model).get("records"))
        for field in model._meta.concrete_fields
        if records.fields.get(field.name) in MAY_NAME and isinstance(field, TEXTS)
    }


def test_every_text_that_may_hold_a_name_is_rewritten_or_excused() -> None:
    assert sorted(texts_that_may_name(apps.get_models()) - covered() - EXEMPT.keys()) == []


def test_nothing_is_excused_that_is_rewritten_or_gone() -> None:
    assert sorted(EXEMPT.keys() & covered()) == []
    assert sorted(EXEMPT.keys() - texts_that_may_name(apps.get_models())) == []
    assert all(EXEMPT.values())


def test_what_is_said_to_be_rewritten_exists() -> None:
    there = {
        f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.concrete_fields
    }
    assert sorted(covered() - there) == []


def test_subjects_that_keep_texts_are_registered() -> None:
    assert {name.partition(":")[0] for name in registries.protections} >= {"entities", "cases", "intelligence"}


@isolate_apps("samakki.access")
def test_a_text_that_nobody_rewrites_is_caught() -> None:
    class Diary(models.Model):
        words = models.TextField()
        number = models.IntegerField()
        records: ClassVar[Records] = Records(
            Compartment.CARE,
            {"id": Class.OPERATIONAL, "words": Class.SPECIAL, "number": Class.PERSONAL},
            retention="a year",
        )

        class Meta:
            app_label = "access"

    assert texts_that_may_name([Diary]) - covered() == {"access.Diary.words"}
