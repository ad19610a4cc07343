"""Finds a number, an account or an address of a protected person in a text, however it was typed.

Compared are letters, marks and digits alone, in any digits and any case; what stands between them is skipped as long as
it is short. A number inside a longer number is another number. Too short a value is not looked for: it would be cut out
of dates and sums.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import phonenumbers
from phonenumbers.phonenumberutil import NumberParseException

FEWEST_DIGITS = 6
FEWEST_SIGNS = 5  # of a value with letters in it
FEWEST_NATIONAL = 8  # digits of a telephone number without its first zero
WIDEST_GAP = 3
BEFORE = "+("  # belongs to a number that follows it
LATIN_ENDS = 0x250  # from here on letters are of other scripts, or rare


def forms_of(prop: str, texts: Iterable[str]) -> tuple[str, ...]:
    """What a value is looked for as, folded; empty where it is too short to be told from other signs.

    Args:
        prop: FollowTheMoney property of the value: "phone", "number", "full".
        texts: the value, and the value as it was written.

    >>> forms_of("phone", ["+85512345678"])
    ('00855012345678', '0085512345678', '855012345678', '85512345678', '012345678', '12345678')
    >>> forms_of("passportNumber", ["N 012-3456"]), forms_of("phone", ["117"])
    (('n0123456',), ())
    """
    found: dict[str, None] = {}
    for text in texts:
        plain = text.partition(":")[2] if prop in _DIALLED and text[2:3] == ":" else text.removeprefix("-:")
        for one in (folded(plain), *(_dialled(plain) if prop in _DIALLED else ())):
            if _is_long_enough(one):
                found[one] = None
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def replace_numbers(text: str, forms: Iterable[str], code: str) -> str:
    """Put `code` in place of every form that stands in `text`; doing it twice changes nothing.

    >>> replace_numbers("call 012-345 678 or ០១២៣៤៥៦៧៨", ["012345678"], "P-7K3QX")
    'call P-7K3QX or P-7K3QX'
    >>> replace_numbers("no 1012345678", ["012345678"], "P-7K3QX")
    'no 1012345678'
    """
    done, last = [], 0
    for start, end in spans_of(text, forms):
        before = "_" if start and _is_latin(text[start - 1]) else ""
        after = "_" if _is_latin(text[end : end + 1]) else ""
        done += [text[last:start], before, code, after]
        last = end
    return "".join([*done, text[last:]])


def spans_of(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Where forms stand in `text`: half-open, in order, none over another; the longest is taken."""
    wanted = sorted(set(forms), key=lambda one: (-len(one), one))
    if not wanted or not text:
        return []
    signs, places = _signs(text)
    taken: list[tuple[int, int]] = []
    for form in wanted:
        at = signs.find(form)
        while at >= 0:
            start, end = places[at], places[at + len(form) - 1] + 1
            is_free = all(end <= one or other <= start for one, other in taken)
            if is_free and _stands_apart(signs, places, at, len(form)):
                taken.append((_with_plus(text, start), end))
            at = signs.find(form, at + 1)
    return sorted(taken)


def folded(text: str) -> str:
    """Letters, marks and digits of a text, without case, in ASCII digits."""
    return _signs(text)[0]


_DIALLED = frozenset({"phone", "number", "username", "samakki:phone", "samakki:number", "samakki:username"})


def _dialled(text: str) -> Iterator[str]:
    """Other ways of dialling a telephone number."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain.startswith("+"):
        digits = folded(plain)
        if digits.isdecimal() and digits.startswith("0") and len(digits) > FEWEST_NATIONAL:
            yield digits[1:]
        return
    try:
        number = phonenumbers.parse(plain)
    except NumberParseException:
        return
    country, own = str(number.country_code), phonenumbers.national_significant_number(number).removeprefix("0")
    for prefix in (f"00{country}", f"00{country}0", country, f"{country}0", "0"):
        yield prefix + own
    if len(own) >= FEWEST_NATIONAL:
        yield own


def _is_long_enough(form: str) -> bool:
    return len(form) >= (FEWEST_DIGITS if form.isdecimal() else FEWEST_SIGNS)


@lru_cache(maxsize=256)
def _signs(text: str) -> tuple[str, Sequence[int]]:
    """Signs that count, and where in the text each comes from."""
    signs, places = [], []
    for place, letter in enumerate(text):
        for one in unicodedata.normalize("NFKC", letter).casefold():
            if unicodedata.category(one)[0] in "LMN":
                signs.append(str(unicodedata.decimal(one)) if one.isdecimal() else one)
                places.append(place)
    return "".join(signs), places


def _stands_apart(signs: str, places: Sequence[int], at: int, length: int) -> bool:
    """Whether a run of signs is no part of a longer one, and has no wide gaps."""
    last = at + length - 1
    if any(places[one + 1] - places[one] - 1 > WIDEST_GAP for one in range(at, last)):
        return False
    is_number = signs[at : last + 1].isdecimal()

    def goes_on(edge: int, beside: int) -> bool:
        if not 0 <= beside < len(signs) or abs(places[beside] - places[edge]) > 1:
            return False
        return signs[beside].isdecimal() if is_number else _is_latin(signs[beside]) and _is_latin(signs[edge])

    return not goes_on(at, at - 1) and not goes_on(last, last + 1)


def _with_plus(text: str, start: int) -> int:
    while start and text[start - 1] in BEFORE:
        start -= 1
    return start


def _is_latin(letter: str) -> bool:
    return letter.isalnum() and ord(letter) < LATIN_ENDS
