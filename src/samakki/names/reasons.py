"""Why two names may be one, as codes with facts; wording is the caller's."""

from dataclasses import dataclass

Facts = dict[str, str | int | float | bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against, as a code and its facts.

    Codes: ``letters-agree``, ``letters-unexplained``, ``word-agrees``, ``word-similar``, ``word-differs``,
    ``word-only-in-one``, ``order-differs``, ``word-left-out``, ``word-frequency``, ``titles-ignored``,
    ``language-guessed``, ``encoding-guessed``, ``nothing-to-compare``.
    """

    code: str
    facts: Facts
