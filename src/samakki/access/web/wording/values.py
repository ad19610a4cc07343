"""Words for values that have no meaning here: dates, ages, codes, addresses, references.

Forms show the reason and what to do beside the field; the first sentence is for pages without a form.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

NOT_READ: Final = _("What was typed could not be read.")

VALUES: Final[Mapping[str, Wording]] = {
    # Addresses and codes
    "address-form": Wording(
        NOT_READ,
        _("An address has parts with a slash between them."),
        _("Type it like KH/POL/AHTJPD/duty; an agency has the first two parts only."),
    ),
    "address-country": Wording(
        NOT_READ, _("It does not start with a country."), _("Start with two capital letters, such as KH, TH or VN.")
    ),
    "address-agency": Wording(
        NOT_READ, _("The agency's part is not a short name."), _("Use capital letters and digits, such as POL.")
    ),
    "address-office": Wording(
        NOT_READ, _("The office's part is not a short name."), _("Use capital letters and digits, such as AHTJPD.")
    ),
    "address-desk": Wording(
        NOT_READ, _("The desk's part is not a short name."), _("Use small letters, digits and hyphens, such as duty.")
    ),
    "country-unknown": Wording(
        NOT_READ, _("There is no such country code."), _("Use the two letters of ISO 3166, such as KH for Cambodia.")
    ),
    "language-unknown": Wording(NOT_READ, _("There is no such language code."), _("Choose a language from the list.")),
    "script-unknown": Wording(NOT_READ, _("There is no such script code."), _("Choose a script from the list.")),
    "reference-form": Wording(
        NOT_READ, _("It is not written like a reference."), _("Type it as it is printed, such as O-7K3QR.")
    ),
    "reference-prefix": Wording(
        NOT_READ,
        _("It is the reference of another kind of thing."),
        _("Type one that starts with %(expected)s."),
    ),
    "reference-check": Wording(
        NOT_READ, _("One of its symbols is wrong."), _("Compare it symbol by symbol with where it is printed.")
    ),
    "originator-reference-empty": Wording(
        NOT_READ, _("The owner's reference is missing."), _("Type it as it stands on the document.")
    ),
    "phone-without-digits": Wording(
        NOT_READ, _("There is no digit in the telephone number."), _("Type the number as it was told.")
    ),
    # Grades and handling
    "grade-form": Wording(
        NOT_READ,
        _("It is not a grade of that system."),
        _("Type the letter of the source and the figure of the information, such as B2."),
    ),
    "grade-handling-form": Wording(
        NOT_READ,
        _("The handling part of the grade is not one of that system."),
        _("Compare it with the report, or leave it out."),
    ),
    "handling-code-missing": Wording(
        NOT_READ, _("No handling code was chosen."), _("Choose at least one; H0 sets no further condition.")
    ),
    "handling-purpose-missing": Wording(
        NOT_READ, _("It does not say what it may be used for."), _("Choose at least one purpose.")
    ),
    "handling-originator-missing": Wording(
        NOT_READ, _("It does not say whose information it is."), _("Enter the agency it comes from, and its reference.")
    ),
    "handling-end-missing": Wording(
        NOT_READ, _("It does not say how long it may be kept."), _("Enter a day for a review or for its destruction.")
    ),
    "handling-review-after-destruction": Wording(
        NOT_READ, _("The review would come after the destruction."), _("Enter an earlier day for the review.")
    ),
    "handling-h1-forbids-court": Wording(
        NOT_READ,
        _("H1 keeps it out of court, and use as evidence was allowed too."),
        _("Take away one of the two, or ask the owner."),
    ),
    "handling-h2-forbids-onward": Wording(
        NOT_READ,
        _("H2 asks for consent before it is passed on, and passing on without consent was allowed too."),
        _("Take away one of the two, or ask the owner."),
    ),
    "handling-h3-needs-words": Wording(
        NOT_READ, _("H3 stands for further restrictions, and none is written down."), _("Write the restrictions.")
    ),
    "handling-protected-forbids-onward": Wording(
        NOT_READ,
        _("It concerns a protected person, and passing on was allowed."),
        _("Do not let it be passed on."),
    ),
    # Ages
    "age-out-of-range": Wording(
        NOT_READ, _("Nobody is that old."), _("Type an age from 0 to %(oldest)s, in completed years.")
    ),
    "age-ends-before-it-starts": Wording(
        NOT_READ, _("The oldest age is below the youngest."), _("Type the youngest age first, then the oldest.")
    ),
    "born-after-day": Wording(
        NOT_READ, _("The date of birth lies after the day the age is for."), _("Check both dates and their calendar.")
    ),
    # Dates
    "date-empty": Wording(NOT_READ, _("No date was typed."), _("Type as much of the date as is known.")),
    "date-form": Wording(
        NOT_READ, _("It is not a date."), _("Type a year, a year and month, or a whole day, such as 2026-03-01.")
    ),
    "date-not-understood": Wording(
        NOT_READ, _("The date was not understood."), _("Type day, month and year, such as 17 3 2026.")
    ),
    "date-no-such-day": Wording(NOT_READ, _("That month has no such day."), _("Check the day and the month.")),
    "date-no-such-month": Wording(
        NOT_READ, _("There is no month %(month)s."), _("Type a month from 1 to 12, or its name.")
    ),
    "date-ends-before-it-starts": Wording(
        NOT_READ, _("The last day is before the first."), _("Type the earlier day first.")
    ),
    "month-not-in-year": Wording(
        NOT_READ,
        _("Month %(month)s does not exist in the year %(year)s of that calendar."),
        _("Check the month, the year and which calendar was meant."),
    ),
    "year-not-four-digits": Wording(NOT_READ, _("The year is not complete."), _("Type all four digits of the year.")),
    "year-out-of-range": Wording(
        NOT_READ, _("The year %(year)s is out of range."), _("Type a year from %(first)s to %(last)s.")
    ),
    "year-looks-gregorian": Wording(
        NOT_READ,
        _("%(year)s looks like a year of the common era, but the Buddhist era was chosen."),
        _("Choose the common era, or type the year of the Buddhist era."),
    ),
    "year-looks-buddhist": Wording(
        NOT_READ,
        _("%(year)s looks like a year of the Buddhist era, but the common era was chosen."),
        _("Choose the Buddhist era, or type %(thai)s (in Cambodia perhaps %(khmer_first)s or %(khmer_last)s)."),
    ),
    "years-disagree": Wording(
        NOT_READ,
        _("The two years do not belong together: %(year)s and %(gregorian)s."),
        _("Check both on the paper, or type one of them."),
    ),
    "calendar-differs": Wording(
        NOT_READ,
        _("It is written in another calendar than the one chosen."),
        _("Choose the calendar it is written in."),
    ),
    "calendar-which-buddhist": Wording(
        NOT_READ,
        _("Buddhist years start on different days in different countries."),
        _("Choose the country whose calendar it is."),
    ),
}
"""All of them, by code."""
