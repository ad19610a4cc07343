"""Thai and Lao vowels that are written before the consonant they are spoken after."""

import re

BEFORE = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])|([\u0ec0-\u0ec4])([\u0e81-\u0eae])")
AFTER = re.compile("([\u0e01-\u0e2e])([\u0e40-\u0e44])|([\u0e81-\u0eae])([\u0ec0-\u0ec4])")


def as_spoken(text: str) -> str:
    """The text with such a vowel behind its consonant, so that letters stand in the order of the sounds.

    Not to be done twice. Other scripts stay as they are.

    >>> as_spoken("\u0e40\u0e08\u0e19") == "\u0e08\u0e40\u0e19"
    True
    """
    return BEFORE.sub(lambda found: (found[2] or found[4]) + (found[1] or found[3]), text)


def as_written(text: str) -> str:
    """What `as_spoken` turned, turned back."""
    return AFTER.sub(lambda found: (found[2] or found[4]) + (found[1] or found[3]), text)
