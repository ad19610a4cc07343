"""Local digits to ASCII, for whatever reads numbers that people wrote: dates, phones, references."""

import unicodedata

_BURMESE_DIGITS = range(0x1040, 0x104A)
_BURMESE_WA = "\u101d"  # looks exactly like the Burmese zero U+1040 and is often typed in its place


def ascii_digits(text: str) -> str:
    """Replace every decimal digit of any script by its ASCII digit; everything else stays.

    Covers Khmer, Thai, Lao, Burmese and Shan, Bengali, Arabic-Indic and full-width digits, that is every character
    that Unicode calls a decimal digit. Han numerals such as 五 are words, not digits, and stay.

    Trap: the Burmese letter wa is written for the Burmese zero. It becomes 0 where it touches a Burmese digit and
    carries no vowel sign; elsewhere it is a letter.

    >>> ascii_digits("២៥៥១ ๒๕๕๑ ໒໕໕໑ ၁၃၇၀ ২০০৮ ２００８")
    '2551 2551 2551 1370 2008 2008'
    >>> ascii_digits("၂ဝဝ၈")
    '2008'
    >>> ascii_digits("ဝင်း")
    'ဝင်း'
    """
    if text.isascii():
        return text
    if _BURMESE_WA in text:
        text = _burmese_zeros(text)
    return text.translate(_DIGITS)


class _Digits(dict[int, int]):
    """What each character becomes, worked out when it is first met: texts are many, their characters few."""

    def __missing__(self, code: int) -> int:
        """Its ASCII digit, or itself."""
        value = unicodedata.decimal(chr(code), None)
        self[code] = code if value is None else ord("0") + value
        return self[code]


_DIGITS = _Digits()


def _burmese_zeros(text: str) -> str:
    characters = list(text)
    # Forwards, then backwards: a run of two wa gets its digit neighbour from either end.
    for place in (*range(len(characters)), *reversed(range(len(characters)))):
        if (
            characters[place] == _BURMESE_WA
            and not _carries_mark(characters, place)
            and _touches_digit(characters, place)
        ):
            characters[place] = "\u1040"
    return "".join(characters)


def _carries_mark(characters: list[str], place: int) -> bool:
    following = characters[place + 1 : place + 2]
    return any(unicodedata.category(character).startswith("M") for character in following)


def _touches_digit(characters: list[str], place: int) -> bool:
    neighbours = characters[max(place - 1, 0) : place] + characters[place + 1 : place + 2]
    return any(ord(character) in _BURMESE_DIGITS for character in neighbours)
