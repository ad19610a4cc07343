"""Where something is, from a pin to "near the pagoda after the bridge"."""

from typing import ClassVar

from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.domain.vocabulary import Compartment
from samakki.entities.models.entities import Entity


class Place(models.Model):
    """The whereabouts of an Address entity. Free words first; codes, pin and radius as far as they are known."""

    entity = models.OneToOneField(Entity, on_delete=models.PROTECT, related_name="place")
    words = models.TextField()  # as told: "near the pagoda after the bridge"
    kind = models.CharField(max_length=24, blank=True)  # PlaceKind: rest-house, crossing, factory, boat landing …
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    province = models.CharField(max_length=16, blank=True)  # gazetteer code, ISO 3166-2 where there is one
    district = models.CharField(max_length=16, blank=True)  # gazetteer code
    latitude = models.FloatField(null=True, blank=True)  # WGS 84
    longitude = models.FloatField(null=True, blank=True)
    radius_m = models.PositiveIntegerField(null=True, blank=True)  # how far off the pin may be
    described_by = models.CharField(max_length=40, blank=True)  # code: source, officer, document, map

    records: ClassVar[Records] = Records(
        Compartment.SUSPECTS,
        {
            "id": Class.OPERATIONAL,
            "entity": Class.OPERATIONAL,
            "words": Class.PERSONAL,
            "kind": Class.OPERATIONAL,
            "country": Class.OPERATIONAL,
            "province": Class.PERSONAL,
            "district": Class.PERSONAL,
            "latitude": Class.PERSONAL,
            "longitude": Class.PERSONAL,
            "radius_m": Class.OPERATIONAL,
            "described_by": Class.OPERATIONAL,
        },
        retention="as long as its entity",
    )

    def __str__(self) -> str:
        return f"place of {self.entity_id}"
