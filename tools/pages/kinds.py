"""Kinds of thing and link that an officer picks, and the FollowTheMoney schema and properties each becomes."""

from collections.abc import Iterator

from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINKS, SCHEMATA, Kind
from samakki.entities.domain.properties import OWN_PROPERTIES
from samakki.entities.web.forms.plans import PLANS, details_of
from samakki.entities.web.wording.kinds import KINDS, LINK_SENTENCES
from samakki.entities.web.wording.properties import property_words

INTRODUCTION = """# Kinds of things and links

What an officer picks on a page, and what it becomes in the vocabulary of FollowTheMoney (3.8). Properties that begin
`samakki:` are this software's own; every property of FollowTheMoney also has a twin with that prefix, which holds what
the property itself cannot: a span of days, a number without a country, a language its table lacks.
"""


def page() -> str:
    """The page in Markdown."""
    return "\n".join([INTRODUCTION, *_kinds(), *_links(), *_own()]) + "\n"


def _kinds() -> Iterator[str]:
    yield "## Things\n"
    yield "| an officer picks | schema | the form asks for |"
    yield "| --- | --- | --- |"
    for kind, schema in SCHEMATA.items():
        asked = ", ".join(
            f"{detail.label or property_words(detail.prop)} (`{detail.prop}`)" for detail in details_of(kind)
        )
        if kind is Kind.PLACE:
            asked = f"Where it is (`full`), codes, pin, radius, who told it, {asked}"
        yield f"| {KINDS[kind]} | `{schema}` | {asked} |"
    yield ""
    missing = [kind for kind in Kind if kind not in PLANS]
    yield f"{', '.join(str(KINDS[kind]) for kind in missing)}: every other schema, from imports alone.\n"


def _links() -> Iterator[str]:
    yield "## Links\n"
    yield "Without a schema the property of the first thing names the second; nothing stands between.\n"
    yield "| in words | schema | ends | role |"
    yield "| --- | --- | --- | --- |"
    for kind, form in LINKS.items():
        words = str(LINK_SENTENCES[kind]) % {"first": "*first*", "second": "*second*"}
        schema = f"`{form.schema}`" if form.schema else "–"
        ends = f"`{form.first}` ({form.first_is})"
        ends += f", `{form.second}` ({', '.join(form.second_is)})" if form.second else f" → {', '.join(form.second_is)}"
        role = form.role or "–"
        yield f"| {words} | {schema} | {ends} | {role} |"
    yield ""


def _own() -> Iterator[str]:
    yield "## Properties of this software\n"
    yield "| property | means | written as | of |"
    yield "| --- | --- | --- | --- |"
    for name, own in OWN_PROPERTIES.items():
        yield f"| `{name}` | {property_words(name)} | {own.kind} | {', '.join(own.schemata)} |"
    yield ""
    twins = sorted({one.kind for name in schemata.names() for one in schemata.properties(name).values()})
    yield f"Kinds of value that FollowTheMoney knows: {', '.join(twins)}."
