"""Words for exhibits, their checklists and the disclosure list."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.disclosure import DisclosureKind, DisclosureState, HelpsDefence
from samakki.cases.domain.exhibits import CheckAnswer, ExhibitKind, FileRole
from samakki.ui.wording import Text, Wording

EXHIBIT_KINDS: Final[Mapping[ExhibitKind, Text]] = {
    ExhibitKind.PHONE: _("Telephone or SIM card"),
    ExhibitKind.COMPUTER: _("Computer, disk, memory card"),
    ExhibitKind.DIGITAL_COPY: _("File: chat, recording, account statement"),
    ExhibitKind.PAPERS: _("Papers: ledger, letter, contract"),
    ExhibitKind.IDENTITY_DOCUMENT: _("Passport or identity card"),
    ExhibitKind.MONEY: _("Money"),
    ExhibitKind.VEHICLE: _("Vehicle or boat"),
    ExhibitKind.CLOTHING: _("Clothing"),
    ExhibitKind.BIOLOGICAL: _("Blood, hair or another trace of a body"),
    ExhibitKind.WEAPON_OR_DRUG: _("Weapon or drug"),
    ExhibitKind.OTHER: _("Something else"),
}

FILE_ROLES: Final[Mapping[FileRole, Text]] = {
    FileRole.CONTENT: _("The exhibit itself, or a copy of it"),
    FileRole.PHOTO: _("Photo"),
    FileRole.PAPER: _("Scan of a signed paper"),
}

CHECKS: Final[Mapping[str, Text]] = {
    "photo_in_place": _("It was photographed where it lay, before anybody moved it"),
    "label": _("It carries a label with the number, date, place and name of the officer"),
    "seal_before_witness": _("It was sealed before a witness"),
    "record_signed": _("The record of seizure was signed, and a copy was given to the person"),
    "screen_noted": _("What the screen showed was written down or photographed"),
    "not_browsed": _("Nobody looked through it"),
    "cut_from_network": _("It was cut from the network: aeroplane mode, shielded bag or plug pulled"),
    "charger_taken": _("Charger and cables were taken along"),
    "imei_noted": _("The IMEI number was written down"),
    "cables_noted": _("What was plugged in where was written down"),
    "source_noted": _("From which device and account it was taken was written down"),
    "copied_not_moved": _("It was copied, and the original was left as it was"),
    "hash_taken": _("A SHA-256 digest was taken before anybody opened the copy"),
    "clock_compared": _("The clock of the device was compared with the right time"),
    "pages_counted": _("Pages were counted"),
    "not_marked": _("Nothing was written on it or stapled to it"),
    "data_page_photo": _("The page with the data was photographed"),
    "owner_told_why": _("The owner was told why it is kept and how to get it back"),
    "counted_by_two": _("Two officers counted it"),
    "notes_listed": _("Numbers of the notes were listed or photographed"),
    "plate_and_frame": _("Plate and frame number were written down"),
    "contents_listed": _("What was inside was listed"),
    "distance_noted": _("The distance counter was written down"),
    "gloves_worn": _("Gloves were worn and changed between things"),
    "packed_apart": _("It was packed apart from everything else"),
    "paper_bag": _("It is in a paper bag, dry, not in plastic"),
    "kept_cool": _("It is kept cool"),
    "made_safe": _("It was made safe"),
    "weighed_or_counted": _("It was weighed or counted"),
}

CHECK_ANSWERS: Final[Mapping[CheckAnswer, Text]] = {
    CheckAnswer.DONE: _("Done"),
    CheckAnswer.NOT_DONE: _("Not done"),
    CheckAnswer.NOT_HERE: _("Does not apply"),
}

DISCLOSURE_KINDS: Final[Mapping[DisclosureKind, Text]] = {
    DisclosureKind.REPORT: _("Report"),
    DisclosureKind.STATEMENT: _("Statement"),
    DisclosureKind.DOCUMENT: _("Other document"),
}

HELPS: Final[Mapping[HelpsDefence, Text]] = {
    HelpsDefence.UNDECIDED: _("Not decided"),
    HelpsDefence.MAY_HELP: _("May help the defence"),
    HelpsDefence.DOES_NOT: _("Does not help the defence"),
}

DISCLOSURE_STATES: Final[Mapping[DisclosureState, Text]] = {
    DisclosureState.NOT_YET: _("Not shown yet"),
    DisclosureState.SHOWN: _("Shown to the defence"),
    DisclosureState.WITHHELD: _("Withheld on a legal ground"),
}

NOT_ADDED: Final = _("The exhibit was not added.")
NOT_LISTED: Final = _("The disclosure list was not changed.")

EXHIBIT_REFUSALS: Final[Mapping[str, Wording]] = {
    "exhibit-description-missing": Wording(
        NOT_ADDED,
        _("Nobody could tell it from another thing."),
        _("Describe it: make, colour, marks, what is written on it."),
    ),
    "exhibit-place-missing": Wording(NOT_ADDED, _("The place of seizure is missing."), _("Say where it was seized.")),
    "exhibit-received-before-seized": Wording(
        NOT_ADDED, _("You cannot have received it before it was seized."), _("Check both dates and times.")
    ),
    "exhibit-checklist-other-kind": Wording(
        NOT_ADDED, _("The checklist is one for another kind of exhibit."), _("Load the page again and answer it anew.")
    ),
    "time-zone-unknown": Wording(
        NOT_ADDED, _("This node does not know the time zone."), _("Choose a time zone from the list.")
    ),
    "disclosure-undecided": Wording(
        NOT_LISTED,
        _("Something is shown or withheld only after it was decided whether it may help the defence."),
        _("Decide that first."),
    ),
    "disclosure-reason-missing": Wording(
        NOT_LISTED,
        _("The court may ask for the reason."),
        _("Give the reason in at least %(characters)s characters."),
    ),
    "disclosure-listed-already": Wording(
        NOT_LISTED, _("It stands on the list already."), _("Find it in the list and decide there.")
    ),
    "disclosure-not-listed": Wording(
        NOT_LISTED, _("It does not stand on the list of this case."), _("Put it on the list first.")
    ),
}

PAPER_REFUSALS: Final[Mapping[str, Wording]] = {
    "edition-number-taken": Wording(
        _("The print was not issued."),
        _("Somebody else issued the same print in the meantime."),
        _("Look at the newest edition. Issue the next one if it still differs."),
    ),
}

EXHIBIT_ACTS: Final[Mapping[str, Text]] = {
    "add_exhibit": _("Added an exhibit"),
    "add_exhibit_file": _("Added a file to an exhibit"),
    "answer_checklist": _("Answered the checklist of an exhibit"),
    "record_hand_over": _("Recorded handing over an exhibit"),
    "answer_hand_over": _("Answered a hand-over of an exhibit"),
    "take_over_exhibit": _("Recorded holding an exhibit without a hand-over"),
    "reseal_exhibit": _("Sealed an exhibit anew"),
    "end_custody": _("Recorded the end of custody of an exhibit"),
    "list_for_disclosure": _("Put something on the disclosure list"),
    "decide_disclosure": _("Decided about disclosure"),
    "add_event": _("Added an event"),
    "correct_event": _("Corrected an event"),
    "withdraw_event": _("Withdrew an event"),
    "issue_edition": _("Issued a numbered print"),
}
