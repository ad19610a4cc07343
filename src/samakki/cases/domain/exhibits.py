"""What an exhibit can be, and what is to be done and written down when one is seized."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType
from zoneinfo import available_timezones

from samakki.cases.domain.custody import CLOCK_SLACK
from samakki.kernel.refusals import Refusal


class ExhibitKind(Enum):
    """What sort of thing it is; decides the checklist at seizure."""

    PHONE = "phone"  # with its SIM cards
    COMPUTER = "computer"  # or storage: disk, stick, card
    DIGITAL_COPY = "digital_copy"  # a file: chat, account statement, recording of a camera
    PAPERS = "papers"  # ledger, letter, contract
    IDENTITY_DOCUMENT = "identity_document"
    MONEY = "money"
    VEHICLE = "vehicle"  # or boat
    CLOTHING = "clothing"
    BIOLOGICAL = "biological"
    WEAPON_OR_DRUG = "weapon_or_drug"
    OTHER = "other"


class FileRole(Enum):
    """What a file is to its exhibit."""

    CONTENT = "content"  # the exhibit itself, or a copy of it
    PHOTO = "photo"
    PAPER = "paper"  # a scan of a signed paper


class CheckAnswer(Enum):
    """What was done at one step of a checklist."""

    DONE = "done"
    NOT_DONE = "not_done"
    NOT_HERE = "not_here"  # does not apply to this thing


_ALWAYS = ("photo_in_place", "label", "seal_before_witness", "record_signed")

CHECKLISTS: Mapping[ExhibitKind, tuple[str, ...]] = MappingProxyType(
    {
        ExhibitKind.PHONE: (*_ALWAYS, "screen_noted", "not_browsed", "cut_from_network", "charger_taken", "imei_noted"),
        ExhibitKind.COMPUTER: (*_ALWAYS, "screen_noted", "not_browsed", "cut_from_network", "cables_noted"),
        ExhibitKind.DIGITAL_COPY: ("source_noted", "copied_not_moved", "hash_taken", "clock_compared", "record_signed"),
        ExhibitKind.PAPERS: (*_ALWAYS, "pages_counted", "not_marked"),
        ExhibitKind.IDENTITY_DOCUMENT: (*_ALWAYS, "data_page_photo", "owner_told_why"),
        ExhibitKind.MONEY: (*_ALWAYS, "counted_by_two", "notes_listed"),
        ExhibitKind.VEHICLE: (*_ALWAYS, "plate_and_frame", "contents_listed", "distance_noted"),
        ExhibitKind.CLOTHING: (*_ALWAYS, "gloves_worn", "packed_apart", "paper_bag"),
        ExhibitKind.BIOLOGICAL: (*_ALWAYS, "gloves_worn", "packed_apart", "paper_bag", "kept_cool"),
        ExhibitKind.WEAPON_OR_DRUG: (*_ALWAYS, "made_safe", "weighed_or_counted"),
        ExhibitKind.OTHER: _ALWAYS,
    }
)
"""Steps at seizure by kind, in the order they are done. What a country's law asks besides stands in its profile."""

LEAST_DESCRIPTION = 3
LONGEST_DESCRIPTION = 4000


@dataclass(frozen=True, slots=True)
class NewExhibit:
    """An exhibit as an officer enters it.

    Attributes:
        kind: what sort of thing.
        description: what it is, so that another officer would know it among others.
        seized_at: aware moment; noon of the day where only that is known.
        zone: IANA name of the zone the time was told in.
        is_time_known: the time of day was told too.
        seized_place: where, in words.
        seized_by: officer and office, where it was not the one who enters it; "" for the latter.
        received_at: when who enters it received it from that officer; None for who seized it.
        legal_basis: warrant or article.
        seal: number on the seal; "" for none.
        checklist: answers by step.
    """

    kind: ExhibitKind
    description: str
    seized_at: datetime
    zone: str
    seized_place: str
    is_time_known: bool = True
    seized_by: str = ""
    received_at: datetime | None = None
    legal_basis: str = ""
    seal: str = ""
    checklist: Mapping[str, CheckAnswer] = field(default_factory=dict)


def refusals_to_add(new: NewExhibit, *, now: datetime) -> tuple[Refusal, ...]:
    """What is wrong with a new exhibit; empty if nothing is."""
    reasons = []
    if len(new.description.strip()) < LEAST_DESCRIPTION:
        reasons.append(Refusal("exhibit-description-missing"))
    if not new.seized_place.strip():
        reasons.append(Refusal("exhibit-place-missing"))
    if new.zone not in available_timezones():
        reasons.append(Refusal("time-zone-unknown"))
    # Where only the day is known, its noon may still lie ahead of a morning.
    ahead = CLOCK_SLACK if new.is_time_known else timedelta(hours=12)
    if new.seized_at > now + ahead or (new.received_at is not None and new.received_at > now + CLOCK_SLACK):
        reasons.append(Refusal("custody-time-in-future"))
    if new.received_at is not None and new.received_at < new.seized_at and new.is_time_known:
        reasons.append(Refusal("exhibit-received-before-seized"))
    if set(new.checklist) - set(CHECKLISTS[new.kind]):
        reasons.append(Refusal("exhibit-checklist-other-kind"))
    return tuple(reasons)


def not_done(kind: ExhibitKind, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Steps of the checklist that were not done, or of which nobody said."""
    settled = {CheckAnswer.DONE.value, CheckAnswer.NOT_HERE.value}
    return tuple(step for step in CHECKLISTS[kind] if answers.get(step) not in settled)
