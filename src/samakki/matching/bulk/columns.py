"""What each column of a file is compared as: guessed from headings and contents, or told in a file.

A file that tells is TOML; `as_toml` writes the guess as one, to be changed by hand:

    [columns]
    given_name = "word given"
    soc_sec_id = "document"
    rec_id = "id"
    notes = "leave"
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samakki.entities.domain.importing.layout import heading_target
from samakki.matching.bulk.problems import CannotLink
from samakki.matching.domain.definition import FORBIDDEN, shipped

LEAVE, ID = "leave", "id"
IDS = ("rec_id", "record_id", "record id", "record", "reference", "ref", "unique_id", "entity_id", "row_id", "id")
"""Headings of a column that names the row; the first one that is there."""

TARGETS: Mapping[str, str] = {
    "person:name": "name",
    "company:name": "name company",
    "either:name": "name",
    "person:firstName": "name given",
    "person:lastName": "name family",
    "person:alias": "name",
    "person:fatherName": "father",
    "person:motherName": "mother",
    "person:gender": "sex",
    "person:birthDate": "birth",
    "person:birthPlace": "origin",
    "address:full": "home",
    "person:idNumber": "document identity",
    "passport:number": "document passport",
    "phone:number": "phone",
    "person:email": "account",
    "bank:accountNumber": "account",
    "vehicle:registrationNumber": "plate",
}
"""What headings mean that the import of sheets knows too."""

NEVER = frozenset({"person:nationality", "person:ethnicity", "person:religion"})
KNOWN = ("name", "father", "mother", "birth", "sex", "origin", "home", "phone", "document", "plate", "account")
FREE = ("word", "text")
"""Kinds that any column can be compared as, under a code of its own."""

LONGEST_WORD = 40
SLUG = re.compile(r"[^a-z0-9]+")
PLAIN_CODE = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True, slots=True)
class Use:
    """What one column is used for.

    Attributes:
        heading: of the column.
        code: of the comparison, or "id" or "leave".
        kind: of the comparison.
        detail: "given", "family" (parts of a name), "company" (a name of bodies, not people), type of a document;
            empty where there is nothing to say.
    """

    heading: str
    code: str
    kind: str = ""
    detail: str = ""

    def words(self) -> str:
        """As a file of columns says it."""
        if self.kind in FREE:
            return f"{self.kind} {self.code}"
        return f"{self.code} {self.detail}".strip()


def guess(headings: Sequence[str], samples: Mapping[str, Sequence[str]]) -> tuple[Use, ...]:
    """What each column seems to be.

    Args:
        headings: in their order.
        samples: some cells of each column, by heading; empty ones left out.
    """
    plain = {heading.casefold(): heading for heading in headings}
    own = next((plain[one] for one in IDS if one in plain and _is_unique(samples[plain[one]])), None)
    return tuple(Use(heading, ID) if heading == own else _guess(heading, samples[heading]) for heading in headings)


def _guess(heading: str, sample: Sequence[str]) -> Use:
    target = heading_target(heading)
    slug = _slug(heading)
    if target in NEVER or slug in FORBIDDEN or not sample:
        return Use(heading, LEAVE)
    if target and target in TARGETS:
        return understood(heading, TARGETS[target])
    varied = len(set(sample)) > 1
    if not varied or not PLAIN_CODE.fullmatch(slug) or max(map(len, sample)) > LONGEST_WORD or target is not None:
        return Use(heading, LEAVE)
    return Use(heading, slug, "word")


def told(path: Path, headings: Sequence[str]) -> tuple[Use, ...]:
    """What a file says of the columns; columns it does not name are left out.

    Raises:
        CannotLink: "columns-form"; "columns-unknown" (fact `heading`: no such column); "columns-words" (fact
            `heading`: what it says is not understood).
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))["columns"]
    except (ValueError, KeyError, RecursionError) as error:
        raise CannotLink("columns-form", path) from error
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise CannotLink("columns-form", path)
    for heading in found:
        if heading not in headings:
            raise CannotLink("columns-unknown", path, heading=heading)
    return tuple(
        understood(heading, found[heading]) if heading in found else Use(heading, LEAVE) for heading in headings
    )


def understood(heading: str, words: str) -> Use:
    """What is said of a column, in a file or by the guess.

    Raises:
        CannotLink: "columns-words".

    >>> understood("given_name", "word given")
    Use(heading='given_name', code='given', kind='word', detail='')
    """
    first, _, rest = words.strip().partition(" ")
    if first in (ID, LEAVE) and not rest:
        return Use(heading, first)
    if first in FREE and PLAIN_CODE.fullmatch(rest) and rest not in (*FORBIDDEN, *KNOWN, ID, LEAVE):
        return Use(heading, rest, first)
    if first in KNOWN and (not rest or PLAIN_CODE.fullmatch(rest)):
        return Use(heading, first, shipped().comparison(first).kind, rest)
    raise CannotLink("columns-words", heading=heading)


def as_toml(uses: Sequence[Use]) -> str:
    """The file that says the same."""
    lines = [f"{_quoted(one.heading)} = {_quoted(one.words())}" for one in uses]
    return "\n".join(["[columns]", *lines, ""])


def _quoted(text: str) -> str:
    escaped = "".join(f"\\u{ord(sign):04x}" if sign < " " or sign in '"\\\x7f' else sign for sign in text)
    return f'"{escaped}"'


def _slug(heading: str) -> str:
    return SLUG.sub("_", heading.casefold()).strip("_")


def _is_unique(sample: Sequence[str]) -> bool:
    return len(set(sample)) == len(sample) > 0
