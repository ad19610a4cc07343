"""Numbers that name a thing, compared: telephones, papers, plates, accounts.

A letter that looks like a digit (O and 0, I and 1) is half a slip. Where the public rule of a number's check digit is
known and both numbers keep it, they are two numbers and not one with a slip.
"""

import re
import unicodedata
from collections.abc import Mapping

from anyascii import anyascii

from samakki.kernel.digits import ascii_digits
from samakki.matching.domain.check_digits import is_for_life, is_kept
from samakki.matching.domain.records import REST, Document, Plate

TAIL = 8  # digits
LEAST_WITH_SLIP = 6  # signs of a number from which on one slip still says something
LIKE: Mapping[frozenset[str], float] = {
    frozenset(pair): 0.5 for pair in ("O0", "D0", "Q0", "I1", "L1", "S5", "B8", "Z2", "G6", "OQ", "IL")
}
"""Signs that are taken for each other, and what such a slip costs."""


def folded(number: str) -> str:
    """A number without what says nothing: ASCII digits, capitals, no marks or spaces."""
    if number.isascii() and number.isalnum():
        return number.upper()
    plain = unicodedata.normalize("NFKC", ascii_digits(number)).upper()
    return "".join(sign for sign in plain if sign.isalnum() or unicodedata.category(sign).startswith("M"))


def is_one_slip(x: str, y: str) -> bool:
    """Whether two numbers differ by one slip: a sign typed otherwise, left out, added, or swapped with its neighbour.

    Two signs that only look like others are one slip together.
    """
    if min(len(x), len(y)) < LEAST_WITH_SLIP or abs(len(x) - len(y)) > 1 or x == y:
        return False
    if len(x) != len(y):
        short, long = sorted((x, y), key=len)
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    wrong = [(one, other) for one, other in zip(x, y, strict=True) if one != other]
    if len(wrong) == 2 and wrong[0] == wrong[1][::-1]:  # noqa: PLR2004  (a swap is of two)
        first = next(place for place in range(len(x)) if x[place] != y[place])
        if x[first + 1] != y[first + 1]:
            return True
    return sum(LIKE.get(frozenset(pair), 1.0) for pair in wrong) <= 1


COUNTRY_CODE = 3  # digits at most


def fits_in_part(x: str, y: str) -> bool | None:
    """Whether two numbers, one of them remembered in part at least, can be one; None where that cannot be told.

    >>> fits_in_part("*678", "+85512345678"), fits_in_part("012*", "+85512345678"), fits_in_part("*678", "012*")
    (True, True, None)
    """
    if REST in x and REST in y:
        less, more = sorted((x.strip(REST), y.strip(REST)), key=len)
        if (x[0] == REST, x[-1] == REST) != (y[0] == REST, y[-1] == REST):
            return None
        return more.endswith(less) if x[0] == REST else more.startswith(less)
    part, whole = (x, y) if REST in x else (y, x)
    known, number = folded(part), folded(whole)
    if part[0] == REST:
        return known in number if part[-1] == REST else number.endswith(known)
    # What begins a number is told as it is dialled at home: without the country, and with a nought.
    known = known.lstrip("0")
    return any(number[start:].lstrip("0").startswith(known) for start in range(COUNTRY_CODE + 1))


def phone_level(x: str, y: str) -> str:
    """Level of two telephone numbers: "tail" is the last eight digits, where a side lacks the country.

    "part" is all that a side remembers; empty where two parts cannot be compared.
    """
    if REST in x or REST in y:
        return {None: "", True: "part", False: "differs"}[fits_in_part(x, y)]
    if x == y:
        return "same"
    mine, theirs = (re.sub(r"\D", "", ascii_digits(one)) for one in (x, y))
    is_tail = mine[-TAIL:] == theirs[-TAIL:] and min(len(mine), len(theirs)) >= TAIL
    # Two whole international numbers of two countries may end alike and are two numbers all the same.
    return "tail" if is_tail and not (x.startswith("+") and y.startswith("+")) else "differs"


def document_level(x: Document, y: Document) -> str:
    """Level of two papers: "differs_for_life" where both are numbers that a person has one of all their life."""
    mine, theirs = folded(x.number), folded(y.number)
    fits = (not x.type or not y.type or x.type == y.type) and (not x.country or not y.country or x.country == y.country)
    if not fits or not mine or not theirs:
        return "differs"
    if mine == theirs:
        return "same"
    if is_one_slip(mine, theirs) and not (is_kept(mine) and is_kept(theirs)):
        return "slip"
    return "differs_for_life" if is_for_life(mine) and is_for_life(theirs) and len(mine) == len(theirs) else "differs"


def plate_level(x: Plate, y: Plate) -> str:
    """Level of two number plates.

    "script": the same once its letters are written in Latin ones; "digits": one side has no letters, or remembers a
    part. Empty where two parts cannot be compared.
    """
    if x.country and y.country and x.country != y.country:
        return "differs"
    if REST in x.number or REST in y.number:
        return {None: "", True: "digits", False: "differs"}[fits_in_part(x.number, y.number)]
    mine, theirs = folded(x.number), folded(y.number)
    return _whole_plates(mine, theirs) if mine and theirs else "differs"


def _whole_plates(mine: str, theirs: str) -> str:
    if mine == theirs:
        return "same"
    latin_mine, latin_theirs = folded(anyascii(mine)), folded(anyascii(theirs))
    if latin_mine == latin_theirs:
        return "script"
    digits_mine, digits_theirs = (re.sub(r"\D", "", one) for one in (mine, theirs))
    is_bare = mine == digits_mine or theirs == digits_theirs
    if is_bare and digits_mine == digits_theirs and len(digits_mine) >= LEAST_IN_PLATE:
        return "digits"
    return "slip" if is_one_slip(latin_mine, latin_theirs) else "differs"


LEAST_IN_PLATE = 3  # digits


def account_level(x: str, y: str) -> str:
    """Level of two accounts. On two services nothing is the same; a service nobody named may be any."""
    service_x, name_x = _service(x)
    service_y, name_y = _service(y)
    if service_x and service_y and service_x != service_y:
        return "differs"
    if name_x == name_y:
        return "same"
    mine, theirs = folded(name_x), folded(name_y)
    # A handle is chosen freely, and its neighbour is somebody else's; a number typed by hand has slips.
    is_number = mine[-TAIL:].isdigit() and theirs[-TAIL:].isdigit()
    if mine == theirs and len(mine) >= LEAST_WITH_SLIP:
        return "same" if is_number or name_x.casefold() == name_y.casefold() else "differs"
    return "slip" if is_number and is_one_slip(mine, theirs) else "differs"


def _service(account: str) -> tuple[str, str]:
    service, colon, rest = account.partition(":")
    return (service, rest) if colon and rest and not rest.startswith("//") else ("", account)
