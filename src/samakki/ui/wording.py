"""Words for refusals: subjects register what their codes mean, pages show what happened, why, and what to do now."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from samakki.kernel.refusals import Fact, Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text = str | Promise
FactWords = Callable[[Fact], Text]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wording:
    """One refusal code in words; placeholders are named, ``%(reference)s``, so that translators can reorder them."""

    what: Text
    why: Text
    now: Text


@dataclass(frozen=True, slots=True)
class WordedRefusal:
    """One refusal as a person reads it, in the language active when it was made."""

    code: str
    what: str
    why: str
    now: str


UNKNOWN = Wording(
    what=_("This was not done."),
    why=_("A rule of this node does not allow it."),
    now=_("Ask the supervisor of your desk, and quote the reference number."),
)
_wordings: dict[str, Wording] = {}
_fact_words: dict[str, FactWords] = {}


def register(wordings: Mapping[str, Wording]) -> None:
    """Give words to refusal codes; a code has one wording on the whole node.

    Raises:
        ValueError: another wording stands under the same code already.
    """
    for code, wording in wordings.items():
        if _wordings.get(code, wording) != wording:
            message = f"refusal {code!r} has two wordings"
            raise ValueError(message)
        _wordings[code] = wording


def register_facts(words: Mapping[str, FactWords]) -> None:
    """Say how facts that are codes read: ``role`` becomes the role's name. A fact without words appears as it is."""
    _fact_words.update(words)


def filled(text: Text, **facts: Fact) -> "_StrPromise":
    """A sentence with its facts, put together when it is shown: for labels and hints, which outlive every request.

    Trap: ``_("At most %(days)s days") % {...}`` in the body of a class is English for ever, whoever reads it.
    """
    return cast("_StrPromise", lazy(lambda: str(text) % facts, str)())


def registered() -> Mapping[str, Wording]:
    """Every code that has words."""
    return dict(_wordings)


def worded(refusal: Refusal) -> WordedRefusal:
    """Put one refusal into the active language.

    A code without words gets a general sentence, because a person in front of the page cannot wait for a release;
    a rules test makes sure it never comes to that.
    """
    wording = _wordings.get(refusal.code)
    if wording is None:
        log.warning("refusal without words", extra={"refusal": refusal.code})
        wording = UNKNOWN
    return WordedRefusal(
        refusal.code,
        what=_filled(wording.what, refusal),
        why=_filled(wording.why, refusal),
        now=_filled(wording.now, refusal),
    )


def _filled(text: Text, refusal: Refusal) -> str:
    words = str(text)
    try:
        return words % _worded_facts(refusal) if refusal.facts else words
    except (KeyError, ValueError):
        log.warning("wording asks for a fact the refusal lacks", extra={"refusal": refusal.code})
        return words


def _worded_facts(refusal: Refusal) -> dict[str, str]:
    return {name: str(_fact_words.get(name, str)(value)) for name, value in refusal.facts.items()}
