"""What in a text that is about to leave gives its source away. Warnings, each to be answered by a person.

The rules are simple on purpose: an officer has to see at once why a warning came. A text without one is not thereby
clean.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from samakki.intelligence.domain import giveaways
from samakki.intelligence.domain.vocabulary import WarningCode
from samakki.kernel.digits import ascii_digits

LONGEST_FRAGMENT = 80  # characters shown of what was found
LONG_RUN = 36  # characters of a run that stands in both texts
LONG_RUN_SIGNS = 18  # in scripts without spaces, where a sign says more
_BENGALI = "\u0980-\u09ff"
_SCRIPTS = {
    "CJK": "zh", "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "BENGALI": "bn", "LATIN": "latin",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may give the source away, with the words meant; none for what must not be repeated."""

    code: WarningCode
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text is checked against.

    Attributes:
        raw: the text as received.
        file_marks: what the original file says of who made it.
        in_source_record: tells whether something of the source's sealed record stands in a text; None where the report
            names no source.
    """

    raw: str = ""
    file_marks: Sequence[str] = ()
    in_source_record: Callable[[str], bool] | None = None


def findings_in(text: str, against: Checked) -> tuple[Finding, ...]:
    """Everything in `text` that may give its source away, each once, in the order of the rules."""
    plain = unicodedata.normalize("NFC", text)
    found = [
        *(Finding(WarningCode.SELF_REFERENCE, words) for words in _self_references(plain)),
        *(Finding(WarningCode.EXACT_TIME_AND_PLACE, words) for words in _time_and_place(plain)),
        *(Finding(WarningCode.LANGUAGE, words) for words in _language(plain)),
        *(Finding(WarningCode.DIRECT_QUOTE, _cut(match[0])) for match in giveaways.QUOTES.finditer(plain)),
        *(Finding(WarningCode.SAME_WORDS, words) for words in _same_words(plain, against.raw)),
    ]
    if against.in_source_record is not None and plain.strip() and against.in_source_record(plain):
        found.append(Finding(WarningCode.SOURCE_RECORD))
    return tuple(dict.fromkeys(found))


def findings_of_file(against: Checked) -> tuple[Finding, ...]:
    """What the original file itself would tell. It stays here; a copy taken by hand would carry it along."""
    return tuple(Finding(WarningCode.METADATA, mark) for mark in sorted(set(against.file_marks)))


def _self_references(text: str) -> Iterator[str]:
    found = [*_latin_words(text), *_signs(text)]
    for one in found:
        if not any(one != other and one.casefold() in other.casefold() for other in found):
            yield one


def _latin_words(text: str) -> Iterator[str]:
    for words in giveaways.LATIN_WORDS.values():
        for word in words:
            flags = 0 if word in giveaways.CASED else re.IGNORECASE
            if match := re.search(rf"(?<![\w'’]){word}(?!\w)", text, flags):
                yield match[0]


def _signs(text: str) -> Iterator[str]:
    for language, signs in giveaways.SIGNS.items():
        for sign in signs:
            is_whole = language in giveaways.SPACED_SCRIPTS
            pattern = rf"(?<![{_BENGALI}]){sign}(?![{_BENGALI}])" if is_whole else re.escape(sign)
            if re.search(pattern, text):
                yield sign


def _time_and_place(text: str) -> Iterator[str]:
    digits = ascii_digits(text)
    clock, place = giveaways.CLOCK.search(digits), giveaways.PLACE.search(digits)
    if clock and place:
        yield f"{clock[0]} … {place[0]}"


def _language(text: str) -> Iterator[str]:
    for word in giveaways.LANGUAGE_WORDS:
        if match := re.search(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE):
            yield match[0]
    yield from (sign for sign in giveaways.LANGUAGE_SIGNS if sign in text)
    runs = _runs_by_script(text)
    if len(runs) > 1:
        main = max(runs, key=lambda script: sum(len(run) for run in runs[script]))
        yield from (_cut(run) for script, found in runs.items() if script != main for run in found if len(run) > 1)


def _runs_by_script(text: str) -> dict[str, list[str]]:
    runs: dict[str, list[str]] = {}
    last = ""
    for sign in text:
        script = _script(sign)
        if not script:  # a digit, a space, a mark of its own: ends a run
            last = ""
        elif script == last:
            runs[script][-1] += sign
        else:
            runs.setdefault(script, []).append(sign)
            last = script
    return runs


def _script(sign: str) -> str:
    if not (sign.isalpha() or unicodedata.category(sign).startswith("M")):
        return ""
    return _SCRIPTS.get(unicodedata.name(sign, "").split(" ")[0].split("-")[0], "")


def _same_words(text: str, raw: str) -> Iterator[str]:
    if not raw:
        return
    one, other = " ".join(text.split()), " ".join(unicodedata.normalize("NFC", raw).split())
    if len(one) * len(other) > _MOST_COMPARED:
        one, other = one[:_MOST_LETTERS], other[:_MOST_LETTERS]
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    run = one[match.a : match.a + match.size].strip()
    is_latin = not any(_script(sign) not in {"", "latin"} for sign in run)
    if len(run) >= (LONG_RUN if is_latin else LONG_RUN_SIGNS):
        yield _cut(run)


_MOST_LETTERS = 4_000
_MOST_COMPARED = _MOST_LETTERS * _MOST_LETTERS


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_FRAGMENT else text[: LONGEST_FRAGMENT - 1] + "…"
