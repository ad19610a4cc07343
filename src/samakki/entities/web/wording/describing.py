"""Refusals, remarks, contradictions and acts of describing, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text, Wording

_NOT_SAVED: Final = _("Nothing was saved.")
_TYPE_AGAIN: Final = _("Check what you typed.")

VALUES: Final[Mapping[str, Wording]] = {
    "value-empty": Wording(_NOT_SAVED, _("There is nothing in it."), _("Type what was said, or leave the field out.")),
    "value-too-long": Wording(
        _NOT_SAVED,
        _("It is longer than %(longest)s characters."),
        _("Put the important part here and the rest in a file."),
    ),
    "value-not-text": Wording(
        _NOT_SAVED, _("It holds a character that is no letter."), _("Type it again instead of pasting it.")
    ),
    "value-not-taken": Wording(_NOT_SAVED, _("It does not fit here."), _TYPE_AGAIN),
    "text-may-be-zawgyi": Wording(
        _NOT_SAVED,
        _("The Burmese letters look as if they were typed in Zawgyi."),
        _("Say below which of the two readings is right."),
    ),
    "age-not-understood": Wording(
        _NOT_SAVED,
        _("This is not an age."),
        _("Type one number or two, such as 16 or 16-18. For “about sixteen”, type from and to."),
    ),
    "phone-several-numbers": Wording(
        _NOT_SAVED, _("There is more than one number."), _("Add each number as a phone of its own.")
    ),
    "number-digits-lost": Wording(
        _NOT_SAVED,
        _("A spreadsheet rounded this number, and its last digits are gone."),
        _("Get the number from the original."),
    ),
    "number-without-signs": Wording(_NOT_SAVED, _("There is no letter and no digit in it."), _TYPE_AGAIN),
    "measure-form": Wording(
        _NOT_SAVED, _("This is not a number in this unit: %(unit)s."), _("Type the number alone, such as 170.")
    ),
    "partial-form": Wording(
        _NOT_SAVED,
        _("Only letters, digits and the signs ? and * can stand here."),
        _("Type the digits that are remembered, and ? for each one that is not."),
    ),
    "partial-too-short": Wording(
        _NOT_SAVED,
        _("There are fewer than %(fewest)s digits."),
        _("One digit finds everybody. Type all that are remembered."),
    ),
    "sex-not-understood": Wording(_NOT_SAVED, _("This is not a sex."), _("Choose one from the list.")),
    "email-form": Wording(_NOT_SAVED, _("This is not an e-mail address."), _("It looks like name@example.com.")),
    "web-address-form": Wording(_NOT_SAVED, _("This is not a web address."), _("Copy it from the browser.")),
    "account-form": Wording(
        _NOT_SAVED, _("There is no name of an account in it."), _("Type the name, or paste the address.")
    ),
    "account-service-needed": Wording(
        _NOT_SAVED, _("The name does not say which service it is on."), _("Choose the service.")
    ),
    "service-unknown": Wording(_NOT_SAVED, _("This service is not on the list."), _("Choose “Another service”.")),
}

ENTITIES: Final[Mapping[str, Wording]] = {
    "entity-empty": Wording(
        _NOT_SAVED, _("Nothing was said of it yet."), _("Fill in at least one field: whatever is known.")
    ),
    "schema-unknown": Wording(_NOT_SAVED, _("There is no such kind of thing."), _("Choose one from the list.")),
    "property-unknown": Wording(
        _NOT_SAVED, _("This kind of thing has no such detail."), _("Choose one from the list.")
    ),
    "place-not-for-this": Wording(
        _NOT_SAVED, _("Only a place lies somewhere."), _("Add the place on its own, then link the two.")
    ),
    "place-without-words": Wording(
        _NOT_SAVED, _("Nothing says where it is."), _("Type where it is in the words of who told it.")
    ),
    "pin-half": Wording(_NOT_SAVED, _("A pin needs both numbers."), _("Type latitude and longitude, or neither.")),
    "pin-outside": Wording(
        _NOT_SAVED,
        _("No place on earth has these numbers."),
        _("Latitude is between -90 and 90, longitude between -180 and 180. Perhaps they are swapped."),
    ),
    "radius-out-of-range": Wording(
        _NOT_SAVED,
        _("The distance is 0 or more than %(widest)s metres."),
        _("Type how far off the pin may be, in metres."),
    ),
    "radius-without-pin": Wording(
        _NOT_SAVED, _("There is a distance and no pin it is measured from."), _("Type latitude and longitude too.")
    ),
    "describer-unknown": Wording(_NOT_SAVED, _("This is not on the list."), _("Choose who told where it is.")),
    "province-unknown": Wording(
        _NOT_SAVED, _("There is no such province in the table."), _("Choose one from the list.")
    ),
    "province-elsewhere": Wording(
        _NOT_SAVED, _("The province lies in another country."), _("Choose the country and the province again.")
    ),
    "district-unknown": Wording(
        _NOT_SAVED, _("There is no such district in the table."), _("Choose one from the list.")
    ),
    "district-elsewhere": Wording(
        _NOT_SAVED, _("The district lies in another province."), _("Choose the province and the district again.")
    ),
    "basis-unknown": Wording(_NOT_SAVED, _("It is neither a fact nor an assessment."), _("Choose one of the two.")),
    "target-needed": Wording(_NOT_SAVED, _("The other thing is missing."), _("Choose what it is connected with.")),
    "target-not-for-this": Wording(_NOT_SAVED, _("This detail does not name another thing."), _TYPE_AGAIN),
    "target-unknown": Wording(
        _NOT_SAVED,
        _("There is nothing under that reference that is open to you."),
        _("Check the reference, or choose from the list."),
    ),
    "target-wrong-schema": Wording(
        _NOT_SAVED, _("The two cannot be connected in this way."), _("Choose another kind of link.")
    ),
    "link-needs-two-ends": Wording(_NOT_SAVED, _("A link connects two things."), _("Choose the other one.")),
    "link-to-itself": Wording(_NOT_SAVED, _("Both ends are the same thing."), _("Choose another one.")),
    "link-not-changed": Wording(
        _NOT_SAVED, _("What you chose is what stands there already."), _("Change something, or choose another reason.")
    ),
    "place-not-changed": Wording(
        _NOT_SAVED, _("What you typed is what stands there already."), _("Change something, or go back.")
    ),
    "statement-withdrawn-already": Wording(
        _("This was not withdrawn."), _("Somebody withdrew it before you."), _("Nothing needs doing.")
    ),
}

REMARKS: Final[Mapping[str, Text]] = {
    "date-may-be-placeholder": _(
        "1 January often means that only the year is known. If so, withdraw it and type the year alone."
    ),
    "phone-zero-may-be-lost": _("The number was told without the 0 that is dialled first. Spreadsheets drop it."),
    "phone-plus-missing": _("The number was read as an international one although no + was told."),
    "phone-several-readings": _("The number can belong to more than one country. Ask which."),
    "phone-digits-not-read": _("Some digits could not be read as part of a number. Check it."),
    "phone-region-not-known": _("Nobody said which country the number is of, so it compares with nothing yet."),
}

CONFLICTS: Final[Mapping[str, Text]] = {
    "sexes-differ": _("The sources differ on the sex: %(first)s and %(second)s."),
    "birth-dates-differ": _("Two dates of birth cannot be the same day: %(first)s and %(second)s."),
    "age-and-birth-differ": _("The age does not fit the date of birth: %(first)s and %(second)s."),
    "ages-differ": _("Two ages cannot be of one person: %(first)s and %(second)s."),
    "deaths-differ": _("Two dates of death cannot be the same day: %(first)s and %(second)s."),
    "heights-differ": _("Two heights are far apart: %(first)s and %(second)s."),
    "numbers-differ": _("Two numbers differ that should be one: %(first)s and %(second)s."),
}

ACTS: Final[Mapping[str, Text]] = {
    "describe_entity": _("Described a person or thing"),
    "add_sketch": _("Added a sketch map"),
    "add_statements": _("Said more of a person or thing"),
    "withdraw_statement": _("Withdrew something that was said"),
    "correct_place": _("Corrected where a place is"),
    "correct_link": _("Corrected a connection"),
    "withdraw_link": _("Withdrew a connection"),
}
