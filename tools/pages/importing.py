"""``docs/reference/importing.md``: what columns can mean, how HTCDS and FollowTheMoney are read, an import's steps."""

from collections.abc import Iterator

from samakki.entities.domain import schemata
from samakki.entities.domain.importing import htcds_fields
from samakki.entities.domain.importing.header_words import HEADINGS
from samakki.entities.domain.importing.states import TRANSITIONS, WORKING
from samakki.entities.domain.importing.targets import FIXED, KINDS, PROPERTIES, Thing, link_between, pointing_property
from samakki.entities.domain.kinds import SCHEMATA, Kind

HEAD = """# Bringing files in: what becomes what

Made by `tools/pages/importing.py` from the tables that imports use.

"""


def page() -> str:
    """The page."""
    return HEAD + "\n".join([*_steps(), *_targets(), *_links(), *_htcds(), *_ftm(), *_headings()]) + "\n"


def _steps() -> Iterator[str]:
    yield "## Steps of an import\n\n```mermaid\nstateDiagram-v2"
    for (before, act), after in TRANSITIONS.items():
        yield f"    {before.value} --> {after.value}: {act.value}"
    yield "```\n"
    working = ", ".join(sorted(f"`{state.value}`" for state in WORKING))
    yield f"In {working} the node works in the background; after a restart it goes on where it was.\n"


def _targets() -> Iterator[str]:
    yield "## What a column can mean\n\n| thing | schema | properties |\n|---|---|---|"
    for kind, properties in PROPERTIES.items():
        times = sum(one is kind and thing is not Thing.EITHER for thing, one in KINDS.items())
        fixed = "".join(f"; always `{prop}` = {value}" for prop, value in FIXED.get(kind, ()))
        if times:
            names = ", ".join(f"`{name}`" for name in properties)
            yield f"| {kind.value}, up to {times} in a row | {SCHEMATA[kind]} | {names}{fixed} |"
    yield ""


def _links() -> Iterator[str]:
    yield "## How things of one row are linked\n\n| first | second | by |\n|---|---|---|"
    for first in (Kind.PERSON, Kind.COMPANY):
        for second in PROPERTIES:
            form = link_between(first, second)
            if form is not None:
                role = f", role “{form.role}”" if form.role else ""
                yield f"| {first.value} | {second.value} | {form.schema} (`{form.first}`, `{form.second}`){role} |"
            elif pointing_property(second):
                yield f"| {first.value} | {second.value} | property `{pointing_property(second)}` of the second |"
    yield ""


def _htcds() -> Iterator[str]:
    yield "## HTCDS 2.0\n"
    yield "Every field is kept as the property `htcds:` with its exact name. Beside that:\n"
    yield "| field | becomes |\n|---|---|"
    yield f"| {', '.join(f'`{name}`' for name in htcds_fields.NAMES)} | `name` of a Person, together |"
    rows = (
        ("`prs_Gender`", "`gender`, where it is Feminine or Masculine"),
        ("`prs_Citizenship`", "`nationality`, one for each country"),
        ("`prs_Birthdate`", "`birthDate`; of a protected person the year alone"),
        ("`org_…`", "an Organization, linked to the person"),
        ("`hte_…`", "an Event in which the person is `involved`"),
        ("`ext_…`, unknown names", "kept; of a protected person sealed"),
    )
    for field, becomes in rows:
        yield f"| {field} | {becomes} |"
    sealed = ", ".join(f"`{name}`" for name in sorted(htcds_fields.IDENTIFYING))
    yield f"\nOf a person who may be a victim the code stands in place of: {sealed}.\n"
    roles = ", ".join(f"`{name}`" for name in sorted(htcds_fields.OFFENDER_ROLES))
    yield "Written in the clear is only who has no `vic_TraffickingStatus` and one of these in `per_RoleInProcess`:"
    yield f"{roles}.\n"


def _ftm() -> Iterator[str]:
    yield "## FollowTheMoney\n"
    yield f"All {len(schemata.names())} schemata that are not abstract come in, with every property. A value that"
    yield "its property does not take is kept under the same name with `samakki:` in front. The file's identifier is"
    yield "kept as `samakki:foreignId`. What stands under `samakki` in our own exports is read back: properties of our"
    yield "own, words as written, language, grade, dates.\n"


def _headings() -> Iterator[str]:
    yield "## Headings that are understood\n\n| means | headings |\n|---|---|"
    by_target: dict[str, list[str]] = {}
    for heading, target in HEADINGS.items():
        by_target.setdefault(target, []).append(heading)
    for target, headings in by_target.items():
        yield f"| {f'`{target}`' if target else 'left out'} | {', '.join(headings).replace('|', '/')} |"
