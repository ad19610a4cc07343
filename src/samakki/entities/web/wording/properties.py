"""What properties are called, and the coded values that some of them have."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.entities.web.wording.vocabulary import VOCABULARY
from samakki.ui.forms import Text

PROPERTIES: Final[Mapping[str, Text]] = {
    "name": _("Name"),
    "alias": _("Other name"),
    "weakAlias": _("Nickname"),
    "previousName": _("Former name"),
    "title": _("Title"),
    "firstName": _("Given name"),
    "lastName": _("Family name"),
    "middleName": _("Middle name"),
    "fatherName": _("Father's name"),
    "motherName": _("Mother's name"),
    "gender": _("Sex"),
    "birthDate": _("Date of birth"),
    "birthPlace": _("Place of birth"),
    "birthCountry": _("Country of birth"),
    "deathDate": _("Date of death"),
    "nationality": _("Nationality"),
    "citizenship": _("Citizenship"),
    "ethnicity": _("Ethnic group"),
    "religion": _("Religion"),
    "position": _("Occupation"),
    "education": _("Education"),
    "spokenLanguage": _("Language spoken"),
    "height": _("Height in centimetres"),
    "weight": _("Weight in kilograms"),
    "eyeColor": _("Colour of the eyes"),
    "hairColor": _("Hair"),
    "appearance": _("Appearance"),
    "idNumber": _("Identity card number"),
    "passportNumber": _("Passport number"),
    "taxNumber": _("Tax number"),
    "registrationNumber": _("Registration number"),
    "email": _("E-mail address"),
    "phone": _("Phone"),
    "website": _("Web address"),
    "sourceUrl": _("Web address of the source"),
    "country": _("Country"),
    "jurisdiction": _("Country of registration"),
    "address": _("Address"),
    "full": _("Where it is"),
    "street": _("Street"),
    "city": _("Town"),
    "region": _("District"),
    "state": _("Province"),
    "postalCode": _("Postal code"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "remarks": _("Remark"),
    "number": pgettext_lazy("of a telephone or paper", "Number"),
    "username": _("Name on the service"),
    "service": _("Service"),
    "type": _("Type"),
    "model": _("Make and model"),
    "flag": _("Flag"),
    "imoNumber": _("IMO number"),
    "mmsi": _("MMSI number"),
    "callSign": _("Call sign"),
    "accountNumber": _("Account number"),
    "bankName": _("Bank"),
    "iban": _("IBAN"),
    "bic": _("BIC"),
    "publicKey": _("Address of the wallet"),
    "currencySymbol": _("Currency"),
    "currency": _("Currency"),
    "amount": _("Amount"),
    "mangingExchange": _("Exchange"),
    "authority": _("Issued by"),
    "startDate": pgettext_lazy("first day", "From"),
    "endDate": pgettext_lazy("last day", "Until"),
    "date": _("Date"),
    "duration": _("Length in seconds"),
    "callerNumber": _("Number that called"),
    "receiverNumber": _("Number that was called"),
    "bodyText": _("Text"),
    "subject": _("Subject"),
    "language": _("Language"),
    "summary": _("In short"),
    "description": _("Description"),
    "notes": _("Anything else"),
    "sector": _("Line of business"),
    "legalForm": _("Legal form"),
    "status": _("Status"),
    "role": _("Role, as alleged"),
    "relationship": _("Relation"),
    "purpose": _("Paid for"),
    "surname": _("Family name in the passport"),
    "givenName": _("Given names in the passport"),
    "incorporationDate": _("Founded"),
    "samakki:age": _("Age"),
    "samakki:build": _("Build"),
    "samakki:face": _("Face"),
    "samakki:scar": _("Scar or mark"),
    "samakki:tattoo": _("Tattoo"),
    "samakki:voice": _("Voice and way of speaking"),
    "samakki:gait": _("Way of walking"),
    "samakki:clothing": _("Clothing"),
    "samakki:habit": _("Habits"),
    "samakki:partialPhone": _("Part of a phone number"),
    "samakki:partialPlate": _("Part of a plate"),
    "samakki:route": _("The way there"),
    "samakki:placeKind": _("Kind of place"),
    "samakki:radius": _("How far off the pin may be"),
    "samakki:toldBy": _("Told by"),
    "samakki:sketch": _("Sketch map"),
    "samakki:colour": _("Colour"),
    "samakki:callerAccount": _("Phone that called"),
    "samakki:receiverAccount": _("Phone that was called"),
    "samakki:writtenTime": _("Time as written"),
    "samakki:sentAt": _("Sent at"),
    "samakki:foreignId": _("Its identifier in the file it came from"),
}

SEXES: Final[Mapping[str, Text]] = {"male": _("Male"), "female": _("Female"), "other": _("Other")}

BASES: Final[Mapping[str, Text]] = {"fact": _("Fact"), "assessment": _("Assessment")}

WITHDRAWN: Final[Mapping[str, Text]] = {
    "corrected": _("corrected: something better stands beside it"),
    "mistaken": _("never right: typed by mistake or misheard"),
    "retracted": _("taken back by who said it"),
    "undone": _("the import was undone"),
    "protected": _("the person is protected"),
}


def property_words(prop: str) -> Text:
    """What a property is called; its own name, without prefixes, where somebody else made it up."""
    plain = prop.removeprefix("samakki:")
    for name in (prop, plain):
        if found := PROPERTIES.get(name) or VOCABULARY.get(name):
            return found
    return plain.removeprefix("htcds:")
