"""What `samakki.names` found about two names, as sentences; it gives codes with facts."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from samakki.names import Reason

Facts = Mapping[str, object]
FOR, AGAINST, AROUND = "for", "against", "around"
"""Whether a reason speaks for one name, against it, or says how the names were read."""

DIRECTIONS: Final[Mapping[str, str]] = {
    "letters-agree": FOR,
    "word-agrees": FOR,
    "word-similar": FOR,
    "letters-unexplained": AGAINST,
    "word-differs": AGAINST,
    "word-only-in-one": AGAINST,
    "word-left-out": AGAINST,
    "order-differs": AROUND,
    "word-frequency": AROUND,
    "titles-ignored": AROUND,
    "language-guessed": AROUND,
    "encoding-guessed": AROUND,
    "nothing-to-compare": AROUND,
}
COMMON_FROM = 2000
"""Names in a million that have a word called common."""


def reason_words(reason: Reason) -> str:
    """One sentence, in the active language.

    A code without words is said as it is: a newer model may know one more.
    """
    writer = WRITERS.get(reason.code)
    return writer(reason.facts) if writer else reason.code


def words_of(reasons: Iterable[Reason], direction: str) -> tuple[str, ...]:
    """Sentences of the reasons that speak in one direction."""
    return tuple(reason_words(reason) for reason in reasons if DIRECTIONS.get(reason.code, AROUND) == direction)


def side_words(side: object) -> str:
    """Which of the two names."""
    return _("the first name") if side == "a" else _("the second name")


def letters_agree(facts: Facts) -> str:
    """Letter for letter."""
    return _("These letters are usual spellings of each other: %(pairs)s.") % facts


def letters_unexplained(facts: Facts) -> str:
    """Letters that stand for nothing."""
    native, latin = str(facts["native"]), str(facts["latin"])
    if native and latin:
        return _("No usual spelling of each other: %(native)s and %(latin)s.") % facts
    return _("Nothing on the other side stands for: %(letters)s.") % {"letters": native or latin}


def word_only(facts: Facts) -> str:
    """A word without a partner."""
    return _("“%(word)s” is only in %(side)s.") % {"word": facts["word"], "side": side_words(facts["side"])}


def frequency(facts: Facts) -> str:
    """How many people have this word in their name."""
    count = facts["in_a_million"]
    if not facts["is_listed"]:
        return _("How common “%(word)s” is, is not known here.") % facts
    if isinstance(count, int | float) and count >= COMMON_FROM:
        return _("“%(word)s” is common: about %(in_a_million)s names in a million have it. It says little.") % facts
    # Never "rare": the lists hold places and public persons, and a word of everyday names may be missing there.
    return _("About %(in_a_million)s in a million of the names known here have “%(word)s”.") % facts


def titles(facts: Facts) -> str:
    """What was taken off."""
    return _("Taken off %(side)s as a title: %(titles)s.") % {
        "side": side_words(facts["side"]),
        "titles": facts["titles"],
    }


def language(facts: Facts) -> str:
    """Nobody said the language."""
    code = str(facts["language"])
    if code == "en":  # what the package calls Latin letters of no known language
        return _("Which language %(side)s is in, is not known.") % {"side": side_words(facts["side"])}
    try:
        name = get_language_info({"zh": "zh-hans"}.get(code, code))["name_translated"]
    except KeyError:
        name = code
    return _("The language of %(side)s was guessed: %(language)s.") % {
        "side": side_words(facts["side"]),
        "language": name,
    }


def encoding(facts: Facts) -> str:
    """Zawgyi or not."""
    return _("Part of %(side)s may be typed in Zawgyi; both readings were tried.") % {"side": side_words(facts["side"])}


WRITERS: Final[Mapping[str, Callable[[Facts], str]]] = {
    "letters-agree": letters_agree,
    "letters-unexplained": letters_unexplained,
    "word-agrees": lambda facts: _("“%(a)s” is in both.") % facts,
    "word-similar": lambda facts: _("“%(a)s” and “%(b)s” are nearly the same.") % facts,
    "word-differs": lambda facts: _("“%(a)s” and “%(b)s” differ.") % facts,
    "word-only-in-one": word_only,
    "order-differs": lambda facts: _("The words agree in another order: %(used)s.") % facts,
    "word-left-out": lambda facts: _("A word was left out to make them agree; compared was: %(used)s.") % facts,
    "word-frequency": frequency,
    "titles-ignored": titles,
    "language-guessed": language,
    "encoding-guessed": encoding,
    "nothing-to-compare": lambda _facts: _("There are no letters to compare."),
}
