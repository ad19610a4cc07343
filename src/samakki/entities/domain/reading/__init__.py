"""What a person typed, read into a statement: a value that compares, beside the words as they were written.

Nothing is guessed. Where a text can mean two things (a Buddhist year, Zawgyi letters, "about sixteen"), reading stops
with a question that a form shows beside the field.
"""

from samakki.entities.domain.reading.accounts import SERVICES, Account, read_account
from samakki.entities.domain.reading.reader import Reading, Remark, Told, read, read_told, read_value
from samakki.entities.domain.reading.writing_systems import BurmeseTyping, romanised, tidy, zawgyi_readings

__all__ = [
    "SERVICES",
    "Account",
    "BurmeseTyping",
    "Reading",
    "Remark",
    "Told",
    "read",
    "read_account",
    "read_told",
    "read_value",
    "romanised",
    "tidy",
    "zawgyi_readings",
]
