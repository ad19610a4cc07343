"""One rule for everything that leaves: nothing that concerns a protected person goes to her own state unchecked.

It does not look at what kind of message it is. A code such as P-7K3QX in the subjects or in the bytes of anything that
leaves is enough; so is a state of origin that nobody knows, because then every state may be hers.

Source: Palermo Protocol, Art. 8 and 14 (return with due regard to safety; non-refoulement); the project's casework
study ("no share with a country of origin about a person before a protection check").
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from samakki.kernel.addresses import SEVERAL_STATES
from samakki.kernel.references import SYMBOLS, parse_reference
from samakki.kernel.refusals import InvalidValue, Refusal

_CODE = re.compile(rf"(?<![A-Z0-9-])P-[{SYMBOLS}]{{2,17}}(?![A-Z0-9])")
LEAST_WORDS = 10


class CheckAnswer(Enum):
    """What a protection check found about one state."""

    SAFE_TO_TELL = "safe_to_tell"
    NOT_SAFE = "not_safe"


class CheckedFor(Enum):
    """What was looked at; each is ticked by who checks."""

    ASYLUM = "asylum"  # she asked for asylum, or may
    FAMILY = "family"  # family there, and who may reach them
    INVOLVED = "involved"  # officials or relatives involved in what was done to her
    RETURN = "return"  # what waits for her on return
    WISH = "wish"  # what she herself says about that state being told


@dataclass(frozen=True, slots=True)
class ProtectedOrigin:
    """A code, and what is known of the states that are hers.

    Attributes:
        code: "P-…".
        states: ISO 3166-1 alpha-2 of nationality, birth or citizenship; empty where nobody knows.
        checked: states about which a check says that they may be told.
    """

    code: str
    states: frozenset[str]
    checked: frozenset[str] = frozenset()


def codes_in(content: bytes, subjects: Collection[str]) -> tuple[str, ...]:
    """Codes of protected people among the subjects of a message and anywhere in its bytes, in order.

    Trap: a text that merely looks like a code is left out by its check symbol; a code with a typing mistake is too.
    """
    text = content.decode("utf-8", "replace")
    found = {one for one in (*_CODE.findall(text), *(one for one in subjects if one.startswith("P-")))}
    return tuple(sorted(one for one in found if _is_code(one)))


def refusals_to_leave(
    codes: Collection[str], origins: Mapping[str, ProtectedOrigin], countries: Collection[str], *, own: str
) -> tuple[Refusal, ...]:
    """Why a message may not leave; empty means that this rule has nothing against it.

    Her embassy and an office of her state stand under her state's own code in an address, wherever they are.

    Args:
        codes: that the message concerns.
        origins: what is known of them; a code that is not in it is one of another node, and nothing is known.
        countries: of every desk it goes to. A body of several states counts as any.
        own: this node's country: what stays in it is no other state's to learn.
    """
    reasons = []
    for code in codes:
        known = origins.get(code, ProtectedOrigin(code, frozenset()))
        for country in sorted(set(countries) - {own}):
            is_hers = not known.states or country in known.states or country == SEVERAL_STATES
            if is_hers and country not in known.checked:
                reasons.append(Refusal("protection-check-missing", {"code": code, "country": country}))
    return tuple(reasons)


def refusals_to_check(
    *, is_open: bool, has_duty: bool, looked_at: Collection[CheckedFor], words: str
) -> tuple[Refusal, ...]:
    """Why a protection check cannot be recorded so.

    Args:
        is_open: the officer sees a record that carries the code.
        has_duty: a role of theirs decides what may be shown outside.
        looked_at: what was ticked; all of it is needed.
        words: what the answer rests on; stays here.
    """
    if not is_open:
        return (Refusal("not-found"),)
    reasons = [] if has_duty else [Refusal("disclosure-needs-duty")]
    if missing := len(set(CheckedFor) - set(looked_at)):
        reasons.append(Refusal("check-incomplete", {"count": missing}))
    if len(words.strip()) < LEAST_WORDS:
        reasons.append(Refusal("check-words", {"least": LEAST_WORDS}))
    return tuple(reasons)


def _is_code(text: str) -> bool:
    try:
        return parse_reference(text, prefix="P") == text
    except InvalidValue:
        return False
