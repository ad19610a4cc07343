"""What an entry may say: the list of facts, each with the one form its value may have.

The log is kept for ever and read by overseers and other nodes, so no name and no content may enter it. A fact that is
not on the list, or not in its form, is a mistake of the program and raises `NotRecordable` where it is made. Forms are
closed vocabularies, references, addresses, times and numbers. Only `CODE` is open: it cannot tell the code "excluded"
from a word in small Latin letters, so codes come from constants of the program, never from what somebody typed.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, Surface, View
from samakki.kernel.references import SYMBOLS
from samakki.kernel.refusals import Fact, SamakkiError

Form = Callable[[Fact], bool]

BODIES = frozenset({"console", "node", "nobody"})  # who acts without being an officer
OUTCOMES = frozenset({"done", "refused", "failed"})
GREATEST_NUMBER = 2**53 - 1  # every reader of JSON has it exactly


class NotRecordable(SamakkiError):
    """The program tried to write into the audit log what does not belong there."""


def text_of(pattern: str, longest: int = 80) -> Form:
    """A text that is wholly of this pattern."""
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and len(value) <= longest and compiled.fullmatch(value) is not None


def one_of(words: Iterable[Enum | str]) -> Form:
    """A word of this vocabulary: an enum's values, or the texts themselves."""
    values = frozenset(word.value if isinstance(word, Enum) else word for word in words)
    return lambda value: isinstance(value, str) and value in values


def is_number(value: Fact) -> bool:
    """A whole number that JSON keeps exactly; True and False are not numbers here."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= GREATEST_NUMBER


_CODE = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
_REFERENCE = rf"[A-Z]{{1,3}}-[{SYMBOLS}]{{1,17}}"
_AGENCY = r"[A-Z]{2}/[A-Z][A-Z0-9]{1,15}"
_DESK = rf"{_AGENCY}/[A-Z][A-Z0-9-]{{0,23}}/[a-z][a-z0-9-]{{0,23}}"

CODE = text_of(_CODE, 40)
CODES = text_of(rf"{_CODE}(?:,{_CODE})*", 800)
ACTION = text_of(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", 40)
OFFICER = text_of(rf"O-[{SYMBOLS}]{{1,17}}", 12)
REFERENCE = text_of(_REFERENCE)
DESK = text_of(_DESK)
AGENCY = text_of(_AGENCY)
ABOUT = text_of(rf"|{_REFERENCE}|{_DESK}|{_AGENCY}")
MOMENT = text_of(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|\+00:00)")
HANDLING = text_of(r"H[0-3](?:,H[0-3])*")
MESSAGE_TYPE = text_of(r"[a-z][a-z0-9_-]*(?:\.[a-z][a-z0-9_-]*)*@[0-9]{1,4}\.[0-9]{1,4}")
DIGEST = text_of(r"[0-9a-f]{8,64}")

FACTS: Mapping[str, Form] = MappingProxyType(
    {
        # why
        "reasons": CODES,  # refusal codes, in the order of the rules
        "reason": CODE,  # of an exclusion, a grant, an end
        "finding": CODE,  # of a review
        "error": CODE,
        # under which rule
        "role": one_of(ROLES),
        "duty": one_of(Duty),
        "purpose": one_of(Purpose),
        "basis": one_of(Basis),
        "view": one_of(View),
        "surface": one_of(Surface),
        "compartment": one_of(Compartment),
        "handling": HANDLING,
        # whom and what it concerns, beside the entry's own reference
        "officer": OFFICER,
        "other": OFFICER,
        "desk": DESK,
        "agency": AGENCY,
        "agency_kind": one_of(AgencyKind),
        "country": text_of(r"[A-Z]{2}"),  # that joined or left the exchange
        "node": AGENCY,  # an installation is named like an agency
        "record": REFERENCE,
        "entity": REFERENCE,
        "other_entity": REFERENCE,  # a judgement is about two
        # how and how much
        "method": CODE,  # password, passkey, totp, recovery_code
        "step": CODE,
        "message_type": MESSAGE_TYPE,
        "what": CODE,  # part of the node: "database", "keys"
        "until": MOMENT,
        "since": MOMENT,
        "count": is_number,
        "tries": is_number,
        "hours": is_number,
        "size": is_number,
        "key": DIGEST,  # id of a key
        "digest": DIGEST,
    }
)


def check(actor: str, action: str, reference: str, outcome: str, facts: Mapping[str, Fact]) -> None:
    """Refuse an entry that says more than the log may hold.

    Raises:
        NotRecordable: names the part at fault, and does not repeat what it held: the error may end in a log file.
    """
    wrong = ["a fact that is not on the list" for name in facts if name not in FACTS]
    wrong += [f"the fact {name}" for name, is_right in FACTS.items() if name in facts and not is_right(facts[name])]
    parts = {
        "actor": actor in BODIES or OFFICER(actor),
        "action": ACTION(action),
        "reference": ABOUT(reference),
        "outcome": outcome in OUTCOMES,
    }
    wrong += [part for part, is_right in parts.items() if not is_right]
    if wrong:
        message = f"not in the form that the audit log takes: {', '.join(wrong)}"
        raise NotRecordable(message)
