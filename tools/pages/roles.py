"""``docs/reference/role-matrix.md``: what each role may see, do and be held with."""

from __future__ import annotations

from collections.abc import Iterable

from samakki.access.domain.roles import ROLES, Permit, Role
from samakki.access.domain.views import BASIS_SURFACES, COMPARTMENT_SURFACES, EVERYWHERE, VIEW_SURFACES
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, Surface, View
from samakki.access.web.wording.roles import ROLE_WORDS
from samakki.access.web.wording.vocabulary import AGENCY_KINDS, BASES, COMPARTMENTS, DUTIES, PURPOSES, SURFACES, VIEWS
from tools.pages import table

OPENING = """\
# Role matrix

What is not listed is refused. A cell says how much shows and what must tie the officer to the record, by the words of
the tables at the end: “full (team)” is all of a record to a member of its case. Purpose, handling, exclusions and the
surface narrow this further, and a node can only take away from it.
"""
SURFACES_OPENING = """\
## Where a record may show

A record reaches a surface only if its kind of content, the view and the basis all let it.
"""


def page() -> str:
    """The whole page."""
    matrix = table(
        ["", *(str(ROLE_WORDS[code].name) for code in ROLES)],
        (
            [str(COMPARTMENTS[compartment]), *(cell(role.permits.get(compartment, ())) for role in ROLES.values())]
            for compartment in Compartment
        ),
    )
    return "\n".join(
        [
            OPENING,
            matrix,
            *(section(role) for role in ROLES.values()),
            "## The words\n",
            words("view", ((view.value, str(VIEWS[view])) for view in View)),
            words("basis", ((basis.value, str(BASES[basis])) for basis in Basis)),
            words("duty", ((duty.value, str(DUTIES[duty])) for duty in Duty)),
            SURFACES_OPENING,
            surfaces("compartment", ((str(COMPARTMENTS[one]), COMPARTMENT_SURFACES[one]) for one in Compartment)),
            surfaces("view", ((view.value, VIEW_SURFACES[view]) for view in View)),
            surfaces("basis", ((basis.value, BASIS_SURFACES.get(basis, EVERYWHERE)) for basis in Basis)),
        ]
    )


def section(role: type[Role]) -> str:
    """One role in full."""
    permits = (
        [str(COMPARTMENTS[compartment]), cell(role.permits[compartment]), "yes" if compartment in role.writes else "–"]
        for compartment in Compartment
        if compartment in role.permits
    )
    return "\n".join(
        [
            f"## {ROLE_WORDS[role.code].name}\n",
            f"{role.note}\n",
            f"- Code: `{role.code}`",
            f"- Held in: {listed(AGENCY_KINDS[kind] for kind in AgencyKind if kind in role.may_be_held_in)}",
            f"- Purposes: {listed(PURPOSES[purpose] for purpose in Purpose if purpose in role.purposes)}",
            f"- Duties: {listed(DUTIES[duty] for duty in Duty if duty in role.duties)}",
            f"- Not together with: {listed(ROLE_WORDS[code].name for code in sorted(role.never_with))}\n",
            table(["kind of content", "sees", "writes"], permits),
        ]
    )


def cell(permits: Iterable[Permit]) -> str:
    """The views with their bases: "full (desk, team); summary (shared)"."""
    by_view: dict[View, list[str]] = {}
    for permit in permits:
        by_view.setdefault(permit.view, []).append(permit.basis.value)
    return "; ".join(f"{view.value} ({', '.join(bases)})" for view, bases in by_view.items()) or "–"


def words(head: str, rows: Iterable[tuple[str, str]]) -> str:
    """What each member of one vocabulary means."""
    return table([head, "means"], rows)


def surfaces(head: str, rows: Iterable[tuple[str, frozenset[Surface]]]) -> str:
    """Which surfaces are open, one column each."""
    return table(
        [head, *(str(SURFACES[surface]) for surface in Surface)],
        ([name, *("yes" if surface in is_open else "–" for surface in Surface)] for name, is_open in rows),
    )


def listed(texts: Iterable[object]) -> str:
    """Texts with semicolons between."""
    return "; ".join(map(str, texts)) or "–"
