"""How common an agreeing value is: of names from published counts, of identifiers by how many hold them."""

from collections.abc import Callable
from math import exp

from samakki.matching.domain import companies
from samakki.matching.domain.definition import Definition
from samakki.matching.domain.levels import Finding
from samakki.matching.domain.records import Named
from samakki.matching.domain.weighing import Rarity
from samakki.names import parse
from samakki.names.commonness import parts, spoken_by, summed

NICKNAMES = 1 / 300
"""Share of people who are called by a nickname that two records agree in, at the least: Lek, Tuấn, Bong Srey. An
estimate: no list counts them."""
Holders = Callable[[str], int]
"""Takes an identifier as a statement has it; returns how many records hold it, 1 or more."""


def share_of(mine: Named, theirs: Named) -> float | None:
    """Share of people who carry all parts of `mine`, in the language by which the two names would be weighed.

    What `listed` says of the two is never less.
    """
    if mine.is_company or theirs.is_company:
        return companies.share_of(mine.text, mine.text)
    name, other = parse(mine.text, mine.language), parse(theirs.text, theirs.language)
    one = summed(parts(name), spoken_by(name, other))
    return exp(-one.nats) if one.known or one.unknown else None


def listed(finding: Finding) -> float | None:
    """Share of people who carry all that agrees in two names, as far as published lists say; None of anything else.

    Whether two names agree says the level; here both are taken whole, and the commoner counts. A part that no list has
    counts with what is typical of parts that none has.
    """
    facts = finding.facts
    if "language_a" not in facts:
        return None
    if facts.get("is_body"):
        return companies.share_of(str(facts["a"]), str(facts["b"]))
    mine, theirs = (parse(str(facts[side]), str(facts[f"language_{side}"])) for side in ("a", "b"))
    language = spoken_by(mine, theirs)
    found = [summed(parts(name), language) for name in (mine, theirs)]
    if not all(one.known or one.unknown for one in found):
        return None
    return max(NICKNAMES if facts.get("nickname") else 0.0, *(exp(-one.nats) for one in found))


Bodies = Callable[[frozenset[str]], int]
"""Takes words of a company's name; returns how many bodies are called by all of them, as far as they are counted."""


def by_holders(definition: Definition, holders: Holders, bodies: Bodies = lambda _words: 1) -> Rarity:
    """Names as `listed`; an identifier held by two counts as usual, one held by eleven as ten times as common.

    Shared telephones and accounts connect people without being evidence that they are one. Words that many companies
    here share tell as little of which one it is.
    """

    def found(finding: Finding) -> float | None:
        if finding.facts.get("is_body"):
            shared = companies.shared_words(str(finding.facts["a"]), str(finding.facts["b"]))
            return (listed(finding) or 0.0) * max(1, bodies(shared) - 1 if shared else 1)
        if "language_a" in finding.facts:
            return listed(finding)
        usual = definition.comparison(finding.comparison).usual_chance
        most = max(holders(str(finding.facts["a"])), holders(str(finding.facts["b"])))
        return usual * max(1, most - 1)

    return found
