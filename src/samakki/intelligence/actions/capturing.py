"""Quick capture: a piece of an item becomes a person, a telephone, a house; two of them are linked.

Whoever marks something need not know much. "Tall, calls himself Bong Lek, scar" is a person.
"""

from collections.abc import Mapping, Sequence

from samakki.access import queries as officers
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import NOT_FOUND
from samakki.access.domain.vocabulary import Surface, View
from samakki.access.models import Officer
from samakki.entities import actions as entities
from samakki.entities.domain.places import said_by_place
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.intelligence.domain.states import State
from samakki.intelligence.models import ReportItem
from samakki.intelligence.queries.opening import grade_of
from samakki.kernel.refusals import Refusal


def capture(
    *,
    by: Officer,
    reference: str,
    item: str,
    schema: str,
    statements: Sequence[NewStatement],
    place: NewPlace | None = None,
) -> str:
    """Describe a person or thing as an item of a report does; the item's grade and basis go with every value.

    Args:
        by: may change the report.
        reference: of the report.
        item: the item it stands in; empty where the whole report says so.
        schema: FollowTheMoney's.
        statements: what is said; item, grade and basis are filled in here.
        place: for an address.

    Returns:
        The entity's reference.

    Raises:
        Refused: "not-found"; "item-not-there"; "report-destroyed".
        InvalidValue: the entity cannot be written, see ``entities.actions.describe``.
    """
    row = _item(by, reference, item, "describe_entity")
    # What the place says is said by this item too, with its grade.
    said = (*(said_by_place(place) if place else ()), *statements)
    return entities.describe(by=by, source=reference, entity=NewEntity(schema, _of_item(said, row), place))


def link_captured(
    *,
    by: Officer,
    reference: str,
    item: str,
    schema: str,
    ends: Mapping[str, str],
    statements: Sequence[NewStatement] = (),
) -> str:
    """Connect two entities, as an item of a report says.

    Args:
        by: may change the report.
        reference: of the report.
        item: the item that says so; empty where the whole report does.
        schema: of the link.
        ends: entity reference by property.
        statements: role and dates.

    Returns:
        The link's reference.

    Raises:
        Refused: "not-found"; "item-not-there"; "report-destroyed".
        InvalidValue: see ``entities.actions.link``.
    """
    row = _item(by, reference, item, "describe_entity")
    said = [*(NewStatement(prop, target=end) for prop, end in ends.items()), *statements]
    if len(set(ends.values())) < len(ends):
        return entities.link(by=by, source=reference, schema=schema, ends=ends)  # says why two ends must be two
    return entities.describe(by=by, source=reference, entity=NewEntity(schema, _of_item(said, row)))


def _item(by: Officer, reference: str, item: str, verb: str) -> ReportItem | None:
    decision = officers.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = ReportItem.objects.select_related("report").filter(reference=item, report__reference=reference).first()
    if decision.view is not View.FULL:
        raise logged_refusal(by, verb, reference, [NOT_FOUND])
    if item and (row is None or row.taken_out_at is not None):
        raise logged_refusal(by, verb, reference, [Refusal("item-not-there")])
    if row is not None and State(row.report.state) is State.DESTROYED:
        raise logged_refusal(by, verb, reference, [Refusal("report-destroyed")])
    return row


def _of_item(statements: Sequence[NewStatement], row: ReportItem | None) -> tuple[NewStatement, ...]:
    if row is None:
        return tuple(statements)
    graded = grade_of(row)
    return tuple(
        NewStatement(
            one.prop,
            one.value,
            as_written=one.as_written,
            language=one.language,
            target=one.target,
            item=row.reference,
            basis=row.basis,
            grade=graded.grade if graded else None,
            since=one.since,
            until=one.until,
        )
        for one in statements
    )
