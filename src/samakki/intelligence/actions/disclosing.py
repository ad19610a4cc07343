"""Building a disclosure: what is in it, whom it is for, what the sender answers; then it is frozen into bytes."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Officer, Resource
from samakki.access.registries import Departure, refusals_to_leave
from samakki.entities.domain.exporting.naming import NameInIt, Whose, refusals_to_send
from samakki.intelligence.actions.disclosure_rows import (
    countries_of,
    disclosure_to_change,
    move_disclosure,
    tie_team,
    unfreeze,
    worked_on,
)
from samakki.intelligence.actions.writing import report_to_change
from samakki.intelligence.domain.disclosure_answers import Answers, read_answers, refusals_of_risk, stored_answers
from samakki.intelligence.domain.disclosure_items import (
    Contents,
    ItemToSend,
    Part,
    refusals_of_contents,
    refusals_of_items,
    refusals_of_recipients,
    strictest_codes,
)
from samakki.intelligence.domain.disclosure_messages import OFFER
from samakki.intelligence.domain.disclosures import (
    DisclosureState,
    DisclosureStep,
    refusals_to_step,
)
from samakki.intelligence.models import Disclosure, Report
from samakki.intelligence.queries.desks import is_listed, own_desks
from samakki.intelligence.queries.disclosable import described_by, held_people, items_to_send
from samakki.intelligence.queries.packaging import Packages, items_behind, names_to_answer, packages_of
from samakki.intelligence.queries.sealed import DISCLOSURE, put_away
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal


def start_disclosure(*, by: Officer, report: str) -> str:
    """Begin a disclosure from a report, with nothing ticked: the default is nothing.

    Returns:
        Its reference: "D-…".

    Raises:
        Refused: "not-found".
    """
    with transaction.atomic():
        found, reasons = report_to_change(by, report)
        if found is not None and not reasons:
            reference, now = access.new_record_reference("D"), timezone.now()
            record = access.NewRecord(
                reference,
                "intelligence",
                Compartment.INTELLIGENCE,
                owner_desk=found.resource.owner_desk.address,
                is_protected=found.resource.is_protected,
            )
            access.register_resource(by=by, record=record, purpose=Purpose(found.purpose))
            resource = Resource.objects.get(reference=reference)
            tie_team(by, resource, report)
            Disclosure.objects.create(
                reference=reference,
                resource=resource,
                report=found,
                purpose=found.purpose,
                writers=[by.code],
                created_at=now,
                created_by=by.code,
                changed_at=now,
            )
            audit.record(by, "start_disclosure", reference, facts={"record": report})
            return reference
    raise logged_refusal(by, "start_disclosure", report, reasons)


def choose_contents(
    *, by: Officer, reference: str, contents: Contents, to: Sequence[str], feedback_due: date | None = None
) -> None:
    """Write down what is ticked and whom it is for. What cannot be ticked is not kept, whoever sent it.

    Args:
        by: who builds it.
        reference: of a draft.
        contents: ticks and summary.
        to: addresses of desks.
        feedback_due: day by which an answer on its worth is hoped for.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state"; "item-not-there", for a tick that no page offers; what
            `refusals_of_contents` and `refusals_of_recipients` say.
        InvalidValue: an address is not written like one.
    """
    desks = [DeskAddress.parse(one) for one in dict.fromkeys(to)]
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            own = own_desks()
            reasons = (
                *refusals_to_step(DisclosureState(row.state), DisclosureStep.CHANGE),
                *refusals_of_contents(contents),
                *refusals_of_recipients(desks, own=own),
                *(() if _is_offered(row.report, contents) else (Refusal("item-not-there"),)),
            )
        if row is not None and not reasons:
            row.items = list(dict.fromkeys(contents.items))
            row.statements = {one: sorted(set(some)) for one, some in contents.statements.items() if some}
            row.summary, row.part = contents.summary.strip(), contents.part.value
            row.recipients = [str(desk) for desk in desks]
            row.feedback_due_on = feedback_due
            worked_on(by, row)
            audit.record(by, "choose_contents", reference, facts={"count": len(row.items)})
            return
    raise logged_refusal(by, "choose_contents", reference, reasons)


def answer_questions(*, by: Officer, reference: str, answers: Answers, words: str, names: Mapping[str, Whose]) -> None:
    """Answer what is asked before anything leaves: dangers by country, and whose each name is.

    Answers are kept also where some are missing, so that nobody types twice; freezing asks for all of them.

    Args:
        by: who answers.
        reference: of a draft.
        answers: by country.
        words: what is known of a danger; stays here.
        names: by key of `names_to_answer`.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_step(DisclosureState(row.state), DisclosureStep.CHANGE)
        if row is not None and not reasons:
            row.answers, row.risk_words = stored_answers(answers), words.strip()
            row.names = {name_digest(key): whose.value for key, whose in names.items()}
            worked_on(by, row)
            audit.record(by, "answer_questions", reference)
            return
    raise logged_refusal(by, "answer_questions", reference, reasons)


def freeze_disclosure(*, by: Officer, reference: str) -> None:
    """Make the bytes that would leave, so that they can be looked at.

    Raises:
        Refused: "not-found"; every reason why this may not leave, of all rules at once.
    """
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            made = packages_of(row)
            reasons = (
                *refusals_to_step(DisclosureState(row.state), DisclosureStep.FREEZE),
                *refusals_to_freeze(by, row, made),
            )
        if row is not None and not reasons:
            keep_packages(row, made)
            worked_on(by, row)
            move_disclosure(by, row, DisclosureStep.FREEZE, digest=row.package_digest)
            return
    raise logged_refusal(by, "freeze_disclosure", reference, reasons)


def change_disclosure(*, by: Officer, reference: str) -> None:
    """Make a disclosure that did not leave a draft again. Its bytes go; a second person's yes goes with them.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_step(DisclosureState(row.state), DisclosureStep.CHANGE)
        if row is not None and not reasons:
            unfreeze(row)
            worked_on(by, row)
            move_disclosure(by, row, DisclosureStep.CHANGE)
            return
    raise logged_refusal(by, "change_disclosure", reference, reasons)


def stop_disclosure(*, by: Officer, reference: str) -> None:
    """Say that a disclosure that did not leave never will.

    Raises:
        Refused: "not-found"; "disclosure-not-in-state".
    """
    with transaction.atomic():
        row, reasons = disclosure_to_change(by, reference)
        if row is not None:
            reasons = refusals_to_step(DisclosureState(row.state), DisclosureStep.STOP)
        if row is not None and not reasons:
            unfreeze(row)
            move_disclosure(by, row, DisclosureStep.STOP)
            return
    raise logged_refusal(by, "stop_disclosure", reference, reasons)


def keep_packages(row: Disclosure, made: Packages) -> None:
    """Put the bytes into the row, sealed, with their digests."""
    row.package_sealed = put_away(made.first, table=DISCLOSURE, row=row.reference, column="package")
    row.rest_sealed = put_away(made.rest, table=DISCLOSURE, row=row.reference, column="rest")
    row.package_digest = hashlib.sha256(made.first + made.rest).hexdigest()
    row.rest_digest = hashlib.sha256(made.rest).hexdigest() if made.rest else ""
    row.codes, row.frozen_at = list(made.codes), timezone.now()
    row.items = list(made.items)


def refusals_to_freeze(by: Officer, row: Disclosure, made: Packages) -> tuple[Refusal, ...]:
    """Every reason why what is ticked may not leave to these desks; asked again when it is sent."""
    to = [DeskAddress.parse(one) for one in row.recipients]
    contents = Contents(tuple(row.items), row.statements, row.summary, Part(row.part))
    names = names_to_answer(row)
    held = held_people(row.statements)
    departure = Departure(
        type=OFFER,
        by=by.code,
        sender=DeskAddress.parse(row.resource.owner_desk.address),
        to=tuple(to),
        subjects=made.codes,
        body=made.rest or made.first,
    )
    return (
        *refusals_of_contents(contents),
        *refusals_of_recipients(to, own=own_desks()),
        *(Refusal("recipient-unknown", {"desk": str(one)}) for one in to if not is_listed(one)),
        *refusals_of_items(
            _items_touched(row, to),
            to,
            own_agency=DeskAddress.parse(row.resource.owner_desk.address).agency_code,
            today=timezone.localdate(),
        ),
        *refusals_of_risk(countries_of(row), read_answers(row.answers), words=row.risk_words),
        *refusals_to_send(names, _said(row, names)),
        *((Refusal("held-back", {"count": len(held)}),) if held else ()),
        *refusals_to_leave(departure),
    )


def codes_on(row: Disclosure) -> frozenset[HandlingCode]:
    """Handling codes of everything that is ticked."""
    return strictest_codes(one.handling for one in _items_touched(row, ()))


def name_digest(key: str) -> str:
    """What stands for a name in the row of answers: the answer is kept, the name is not."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()[:16]


def _said(row: Disclosure, names: Sequence[NameInIt]) -> Mapping[str, Whose]:
    kept = {one.key: row.names.get(name_digest(one.key)) for one in names}
    return {key: Whose(whose) for key, whose in kept.items() if whose is not None}


def _items_touched(row: Disclosure, to: Sequence[DeskAddress]) -> list[ItemToSend]:
    """Ticked items, and those that say a ticked value: a value leaves under its item's conditions."""
    behind = items_behind(row)
    found = items_to_send(row.report, to, timezone.localdate())
    return [one for one in found if one.reference in row.items or one.reference in behind]


def _is_offered(report: Report, contents: Contents) -> bool:
    there = {one.reference: {value.id for value in one.values} for one in described_by(report)}
    items = {one.reference for one in items_to_send(report, (), timezone.localdate())}
    return set(contents.items) <= items and all(
        set(some) <= there.get(reference, set()) for reference, some in contents.statements.items()
    )
