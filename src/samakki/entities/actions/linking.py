"""Connections: correcting and withdrawing what connects two things. Nothing that was said of one is destroyed."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.changing import WithdrawalReason, check_targets, entity_to_change, withdraw_rows
from samakki.entities.actions.protecting import in_codes
from samakki.entities.actions.writing import add_to, refresh, tell, write_entities
from samakki.entities.domain import schemata
from samakki.entities.domain.describing import NOT_FOUND, refusals_to_withdraw
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity, Statement
from samakki.kernel.refusals import InvalidValue, Refusal


def withdraw_link(*, by: Officer, link: str, reason: WithdrawalReason) -> None:
    """Say that two things are not connected so. The link and all that was said of it stay, struck out.

    Args:
        by: who withdraws.
        link: reference of the link, which is an entity itself.
        reason: why.

    Raises:
        Refused: "not-found", where `by` may not change the record that says so, and for what is no link alike;
            "statement-withdrawn-already".
    """
    with transaction.atomic():
        found, rows, reasons = _opened(by, link)
        if found is not None and not reasons:
            _end(by, found, rows, reason)
            facts = {"record": found.resource.reference, "reason": reason.value}
            audit.record(by, "withdraw_link", link, facts=facts)
            return
    raise logged_refusal(by, "withdraw_link", link, reasons)


def correct_link(
    *, by: Officer, link: str, schema: str, ends: Mapping[str, str], statements: Sequence[NewStatement] = ()
) -> str:
    """Say better how two things are connected, or which two. What stood before stays, struck out.

    A link of the same schema is corrected in its place; of another schema a new one stands for it from then on.

    Args:
        by: who corrects.
        link: reference of the link.
        schema: what it should be; as for `link`.
        ends: as for `link`.
        statements: all that it should carry besides its ends.

    Returns:
        The reference of the link that holds now.

    Raises:
        Refused: as `withdraw_link`.
        InvalidValue: as `link`; "link-not-changed".
    """
    pair = schemata.ends(schema)
    if pair is None or not set(pair) <= set(ends):
        raise InvalidValue("link-needs-two-ends")
    if len(set(ends.values())) < len(ends):
        raise InvalidValue("link-to-itself")
    wanted = (*(NewStatement(prop, target=reference) for prop, reference in ends.items()), *statements)
    with transaction.atomic():
        found, rows, reasons = _opened(by, link)
        if found is not None and not reasons:
            check_targets(by, [NewEntity(schema, wanted)])
            if found.schema == schema:
                _correct(by, found, rows, wanted)
                holds = link
            else:
                _end(by, found, rows, WithdrawalReason.CORRECTED)
                (holds,) = write_entities(by=by, source=found.source.reference, entities=[NewEntity(schema, wanted)])
                tell(sorted(ends.values()))
            audit.record(by, "correct_link", link, facts={"record": found.resource.reference, "entity": holds})
            return holds
    raise logged_refusal(by, "correct_link", link, reasons)


def _correct(by: Officer, found: Entity, rows: Sequence[Statement], wanted: Sequence[NewStatement]) -> None:
    said = in_codes(by, found, wanted)
    gone = [row for row in rows if not any(_says(row, one) for one in said)]
    new = [one for one in said if not any(_says(row, one) for row in rows)]
    if not gone and not new:
        raise InvalidValue("link-not-changed")
    ends = _ends_of(rows)
    withdraw_rows(by, gone, WithdrawalReason.CORRECTED)
    if new:
        add_to(by=by, entity=found, statements=new)
    else:
        refresh([found])
        tell([found.reference])
    tell(sorted({*ends, *(one.target for one in wanted if one.target)}))


def _end(by: Officer, found: Entity, rows: Sequence[Statement], reason: WithdrawalReason) -> None:
    ends = _ends_of(rows)
    withdraw_rows(by, rows, reason)
    refresh([found])
    tell([found.reference, *ends])


def _opened(by: Officer, link: str) -> tuple[Entity | None, list[Statement], tuple[Refusal, ...]]:
    found, reasons = entity_to_change(by, link)
    if found is None or schemata.ends(found.schema) is None:
        return None, [], reasons or (NOT_FOUND,)
    current = Statement.objects.select_for_update(of=("self",)).filter(entity=found, withdrawn_at__isnull=True)
    rows = list(current.select_related("target").order_by("pk"))
    return found, rows, refusals_to_withdraw(is_there=True, is_withdrawn=not rows)


def _ends_of(rows: Sequence[Statement]) -> list[str]:
    return sorted({row.target.reference for row in rows if row.target is not None})


def _says(row: Statement, one: NewStatement) -> bool:
    """Whether a statement says already what should be said. A grade that nobody chose leaves the one there is."""
    if row.target is not None or one.target:
        return row.prop == one.prop and row.target is not None and row.target.reference == one.target
    grade = f"{one.grade.source.value}{one.grade.information.value}" if one.grade else ""
    same = (row.prop, row.value, row.basis, row.since, row.until)
    return same == (one.prop, one.value, one.basis, one.since, one.until) and grade in {
        "",
        f"{row.source_grade}{row.information_grade}",
    }
