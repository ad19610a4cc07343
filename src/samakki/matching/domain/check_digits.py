"""Check digits whose rule is public: whether a number keeps it, and whether people have such a number for life.

Only numbers whose form alone tells what they are; no other number is doubted for want of a rule.

Source:
    GB 11643-1999 (identity number of China: ISO 7064, MOD 11-2); the thirteen digits of Thailand's identity number,
    as published by the Department of Provincial Administration; ICAO Doc 9303-3, 4.9 (machine readable documents).
"""

_CHINA, _THAILAND = 18, 13
_CHINA_CHECK = "10X98765432"


def is_kept(number: str) -> bool:
    """Whether a number has one of the forms known here and its check digit is right.

    >>> is_kept("11010519491231002X"), is_kept("1101700230708"), is_kept("A1234567")
    (True, True, False)
    """
    return _china(number) or _thailand(number)


def is_for_life(number: str) -> bool:
    """Whether it is a number that a person is given once."""
    return is_kept(number)


def _china(number: str) -> bool:
    if len(number) != _CHINA or not number[:-1].isdecimal() or not number.isascii():
        return False
    total = sum(int(sign) * pow(2, _CHINA - 1 - place, 11) for place, sign in enumerate(number[:-1]))
    return _CHINA_CHECK[total % 11] == number[-1]


def _thailand(number: str) -> bool:
    if len(number) != _THAILAND or not number.isdecimal() or not number.isascii():
        return False
    total = sum(int(sign) * (_THAILAND - place) for place, sign in enumerate(number[:-1]))
    return (11 - total % 11) % 10 == int(number[-1])


def icao_check_digit(text: str) -> int:
    """Check digit of a field of a machine readable document.

    >>> icao_check_digit("D23145890734")
    9
    """
    weights = (7, 3, 1)
    return sum(_value(sign) * weights[place % 3] for place, sign in enumerate(text)) % 10


def _value(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    return 0 if sign == "<" else ord(sign) - ord("A") + 10
