"""What a text is written in: cleaned of marks nobody sees, asked about where it may be Zawgyi, read aloud in Latin."""

import re
import unicodedata
from enum import Enum

from samakki.kernel.refusals import InvalidValue


class BurmeseTyping(Enum):
    """How a Burmese text was typed, where somebody said it."""

    UNICODE = "unicode"
    ZAWGYI = "zawgyi"


MAY_BE_ZAWGYI = 0.5
"""From this chance on a person is asked. Below it stand short words that both encodings write alike."""

# Byte order marks and direction marks: nobody sees them, and two texts that look alike differ by them. The joiners
# U+200B to U+200D stay: Khmer, Burmese and Bengali need them.
_UNSEEN = dict.fromkeys((0xFEFF, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


_MYANMAR = re.compile("[\u1000-\u109f]")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # a zero byte, or half a letter


def tidy(text: str, *, encoding: BurmeseTyping | None = None, keep_lines: bool = False) -> str:
    r"""A text in one form: composed letters, single spaces, no unseen marks, Unicode.

    Args:
        text: as typed.
        encoding: of Burmese letters; None where nobody said.
        keep_lines: for texts of several lines.

    Raises:
        InvalidValue: "value-empty"; "value-not-text" (a character that no text has); "text-may-be-zawgyi".

    >>> tidy("  Sok \u200e  Dara ")
    'Sok Dara'
    """
    if _NO_TEXT.search(text):
        raise InvalidValue("value-not-text")
    plain = text if text.isascii() else unicodedata.normalize("NFC", text.translate(_UNSEEN))
    lines = [" ".join(line.split()) for line in plain.splitlines()] if keep_lines else [" ".join(plain.split())]
    plain = "\n".join(lines).strip()
    if not plain:
        raise InvalidValue("value-empty")
    if encoding is BurmeseTyping.ZAWGYI:
        return zawgyi_readings(plain)[1]
    if encoding is None and _zawgyi_chance(plain) > MAY_BE_ZAWGYI:
        raise InvalidValue("text-may-be-zawgyi")
    return plain


def zawgyi_readings(text: str) -> tuple[str, str]:
    """A text as it reads if it was typed in Unicode, and as it reads if it was typed in Zawgyi."""
    from samakki.names.zawgyi import to_unicode  # noqa: PLC0415  (loads the models of names)

    return text, to_unicode(text)


def language_of(text: str, said: str = "") -> str:
    """BCP 47 code of a name's language; what somebody said goes first, and Latin letters alone tell none.

    >>> language_of("สมชาย"), language_of("Sok Dara"), language_of("Nguyễn Văn Hùng"), language_of("Sok Dara", "km")
    ('th', '', 'vi', 'km')
    """
    from samakki.names import detect  # noqa: PLC0415  (loads the models of names)

    if said:
        return said
    found = detect(text)
    return found.language if found.script not in {"Latn", "Zyyy"} or found.language == "vi" else ""


def romanised(text: str, language: str = "") -> str:
    """One likely Latin spelling to read a name by; empty where it is in Latin letters already.

    A help to read, not a transliteration: it is shown beside the original script and never kept.
    """
    from samakki.names import detect, romanise  # noqa: PLC0415  (loads the models of names)

    if detect(text, language).script in {"Latn", "Zyyy"}:
        return ""
    latin = romanise(text, language)
    return "" if latin == text else latin


def _zawgyi_chance(text: str) -> float:
    if _MYANMAR.search(text) is None:
        return 0.0
    from samakki.names.zawgyi import zawgyi_probability  # noqa: PLC0415  (loads the models of names)

    return zawgyi_probability(text)
