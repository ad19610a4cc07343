"""Protecting a person: what every subject is told, what it answers, and the rules around it.

A code takes the place of the person's names in every record that concerns her. The names stay in sealed originals,
which belong to the record of her identity and open by a custodian's grant alone. Nothing outside those records is
touched: a name there may be somebody else's, and a code that suddenly stands for it would tell that it is protected.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from samakki.entities.domain.numbers_in_text import replace_numbers, spans_of
from samakki.entities.domain.spellings import names_in, replace_spellings, stands_alone
from samakki.kernel.refusals import Refusal

__all__ = [
    "IDENTIFYING",
    "NAMES",
    "Protection",
    "Still",
    "Touched",
    "UndoReason",
    "names_in",
    "refusals_of_spellings",
    "replace_spellings",
    "stands_alone",
]

MOST_SPELLINGS = 40
PEOPLE = frozenset({"Person", "LegalEntity"})  # a complaint may not say what kind of name it gives
LONGEST_SPELLING = 200

NAMES = frozenset(
    {"name", "alias", "weakAlias", "previousName", "firstName", "secondName", "middleName", "lastName", "title"}
)
"""Properties of a person that are her names: on her own entities the code takes the place of each as a whole."""


class Still(Enum):
    """What is left in a record and may still tell who a person is."""

    NAME_PART = "name_part"  # a given name alone, or a short name inside running text
    PHONE = "phone"
    ADDRESS = "address"
    DOCUMENT = "document"  # number of a passport or identity card
    ACCOUNT = "account"  # bank, wallet, social network, e-mail
    BIRTH = "birth"  # a full date of birth, or its place
    RELATIVE = "relative"  # a named parent, child, husband
    FILE = "file"  # a picture, a recording, handwriting: nothing in it can be replaced


IDENTIFYING: dict[str, Still] = {
    "phone": Still.PHONE,
    "email": Still.ACCOUNT,
    "website": Still.ACCOUNT,
    "username": Still.ACCOUNT,
    "accountNumber": Still.ACCOUNT,
    "iban": Still.ACCOUNT,
    "address": Still.ADDRESS,
    "addressEntity": Still.ADDRESS,
    "full": Still.ADDRESS,
    "idNumber": Still.DOCUMENT,
    "passportNumber": Still.DOCUMENT,
    "number": Still.DOCUMENT,
    "socialSecurityNumber": Still.DOCUMENT,
    "taxNumber": Still.DOCUMENT,
    "birthDate": Still.BIRTH,
    "birthPlace": Still.BIRTH,
    "fatherName": Still.RELATIVE,
    "motherName": Still.RELATIVE,
}
"""Properties that tell who somebody is without a name. Where they stay, the officer is told."""


class UndoReason(Enum):
    """Why a custodian takes a protection back."""

    WRONG_PERSON = "wrong_person"
    NOT_HERS = "not_hers"  # of a thing alone
    ASKED_FOR = "asked_for"  # by the person herself
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True)
class Protection:
    """One act of protecting, as every subject is told of it.

    Attributes:
        code: "P-7K3QX", what stands in place of the names from now on.
        spellings: the names, as written; never to be stored or logged by who is told.
        entity_refs: entities that describe the person.
        records: references of reports, cases, exhibits … that concern her. Texts of others are left alone.
        by: code of the officer who protects.
        at: aware moment, the same for everything that is written.
    """

    code: str
    spellings: tuple[str, ...]
    entity_refs: tuple[str, ...]
    by: str
    at: datetime
    records: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()

    def __repr__(self) -> str:
        # Errors and logs print values; the names must not come along.
        return f"Protection({self.code})"

    def concerns(self, record: str) -> bool:
        """Whether the texts of the record with this reference are to be rewritten."""
        return record in self.records

    def written(self, text: str) -> str:
        """The text with the code in place of every spelling and every number of hers."""
        return replace_spellings(replace_numbers(text, self.numbers, self.code), self.spellings, self.code)

    def stands_in(self, text: str) -> bool:
        """Whether a name or a number of hers stands in a text."""
        return bool(spans_of(text, self.numbers)) or names_in(text, self.spellings)

    def left_in(self, text: str) -> bool:
        """Whether a part of a name still stands in a text that was rewritten."""
        return stands_alone(text, self.spellings)


@dataclass(frozen=True, slots=True)
class Touched:
    """What one subject did to one record.

    Attributes:
        kind: code of the kind of thing: "entity", "item", "note", "file".
        reference: of the record, for people who may open it.
        texts: how many texts of it carry the code now that did not before.
        still: what is left in it that may tell who she is.
        is_closed: a file that only a custodian's grant opens from now on.
    """

    kind: str
    reference: str
    texts: int = 0
    still: frozenset[Still] = frozenset()
    is_closed: bool = False


def refusals_of_spellings(spellings: Collection[str]) -> tuple[Refusal, ...]:
    """Why these cannot be what a person is called; empty means that they can."""
    written = [spelling.strip() for spelling in spellings if spelling.strip()]
    reasons = []
    if not written:
        reasons.append(Refusal("protect-spelling-missing"))
    if len(written) > MOST_SPELLINGS:
        reasons.append(Refusal("protect-spellings-many", {"most": MOST_SPELLINGS}))
    if any(len(spelling) > LONGEST_SPELLING for spelling in written):
        reasons.append(Refusal("protect-spelling-long", {"longest": LONGEST_SPELLING}))
    if any(not names_in(spelling, [spelling]) for spelling in written):
        reasons.append(Refusal("protect-spelling-short"))
    return tuple(reasons)


def refusals_to_protect(*, is_open: bool, schema: str, code: str) -> tuple[Refusal, ...]:
    """Why the person that an entity describes cannot be protected; empty means she can.

    Args:
        is_open: the officer sees the entity's record in full.
        schema: of the entity.
        code: the one it carries already, or empty.
    """
    if not is_open:
        return (Refusal("not-found"),)
    if schema not in PEOPLE:
        return (Refusal("protect-not-a-person"),)
    if code:
        return (Refusal("protect-already", {"code": code}),)
    return ()


def refusals_to_decide(*, is_open: bool, has_code: bool, comes_out: bool) -> tuple[Refusal, ...]:
    """Why an officer cannot say whose things of a person are; empty means they can.

    Args:
        is_open: they see her entry and every one of the things in full.
        has_code: she is protected.
        comes_out: one of the things would come out from behind the code.
    """
    if not is_open:
        return (Refusal("not-found"),)
    if not has_code:
        return (Refusal("protect-first"),)
    return (Refusal("thing-behind-code"),) if comes_out else ()


def refusals_to_undo(not_held: tuple[Refusal, ...], *, is_own: bool, is_undone: bool) -> tuple[Refusal, ...]:
    """Why a custodian cannot take a protection back; empty means they can.

    Args:
        not_held: why the officer is no custodian, as the policy says.
        is_own: the identity belongs to the custodian's desk and is shown to them as a code.
        is_undone: somebody did it before.
    """
    if not_held or not is_own:
        return (*not_held, *(() if is_own else (Refusal("not-found"),)))
    return (Refusal("protect-undone-already"),) if is_undone else ()


def refusals_to_close(*, is_open: bool, has_code: bool, is_closed: bool) -> tuple[Refusal, ...]:
    """Why a file cannot be put away with a person's identity; empty means it can.

    Args:
        is_open: the officer sees the file's record and hers in full.
        has_code: the person is protected.
        is_closed: the file is put away already.
    """
    if is_closed:
        return (Refusal("file-closed-already"),)
    if not is_open:
        return (Refusal("not-found"),)
    return () if has_code else (Refusal("protect-first"),)
