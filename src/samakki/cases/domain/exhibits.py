"""What an exhibit can be, and what is to be done and written down when one is seized."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


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
