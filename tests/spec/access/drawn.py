"""Reads the drawn tables: an account of the policy that shares no line with the code it is compared with.

The tables were drawn by hand from the starting visibility matrix of the casework study (its columns are nine of the
roles here) and from the reasons that stand in the role classes for what the matrix leaves out. A change of a role class
needs the same change here, by somebody who reads the matrix and not the class.
"""

import csv
from pathlib import Path

HERE = Path(__file__).parent

STRENGTH = [  # weakest first
    "code",
    "metadata",
    "status",
    "risk_note",
    "fitness_note",
    "service_row",
    "result",
    "summary",
    "duty_view",
    "read_back",
    "full",
]
URGENT_ROLES = {"investigator", "supervisor", "prosecutor"}
NEVER_URGENT = {"victim_identity", "whereabouts", "care", "source_identity"}


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one table."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _permits(cell: str) -> list[tuple[str, str]]:
    if cell == "-":
        return []
    return [(view, basis) for view, _, basis in (part.partition(" by ") for part in cell.split(" + "))]


MATRIX: dict[tuple[str, str], list[tuple[str, str]]] = {
    (role, row["compartment"]): _permits(cell)
    for row in rows("policy_table.csv")
    for role, cell in row.items()
    if role != "compartment"
}
PURPOSES = {row["role"]: set(row["purposes"].split()) for row in rows("purposes_of_roles.csv")}
OPENS = {row["purpose"]: set(row["compartments"].split()) for row in rows("purposes_open.csv")}
SHOWS = {
    (row["of"], row["word"]): {surface for surface, mark in row.items() if mark == "x"} for row in rows("surfaces.csv")
}
ROLES = list(PURPOSES)
COMPARTMENTS = [row["compartment"] for row in rows("policy_table.csv")]
SURFACES = [column for column in rows("surfaces.csv")[0] if column not in {"of", "word"}]
BASES = [word for of, word in SHOWS if of == "basis"]


def expected_view(role: str, compartment: str, basis: str, purpose: str, surface: str) -> str | None:
    """What the tables say an officer with one role and one tie sees of an ordinary record; None for nothing.

    Args:
        role: the only role.
        compartment: of the record.
        basis: of the only tie; "desk" for a record of the own desk, "anyone" for no tie at all.
        purpose: asked for, and that of the tie.
        surface: where it will show.
    """
    permits = list(MATRIX[role, compartment])
    if permits and role in URGENT_ROLES and compartment not in NEVER_URGENT:
        permits.append(("full", "break_glass"))
    if purpose not in PURPOSES[role] or compartment not in OPENS[purpose]:
        return None
    open_views = [
        view
        for view, needed in permits
        if needed in {basis, "anyone"}
        and surface in SHOWS["compartment", compartment] & SHOWS["view", view] & SHOWS["basis", needed]
    ]
    if not open_views:
        return None
    return "code" if surface == "notification" else max(open_views, key=STRENGTH.index)
