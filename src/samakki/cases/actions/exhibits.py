"""Exhibits: entering one with its files, and its number, which is given once."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samakki.access import audit
from samakki.access import queries as access
from samakki.access.actions.refusing import logged_refusal
from samakki.access.actions.secrets_made import free_reference
from samakki.access.domain.policy import NOT_FOUND, decide_write, purposes_of
from samakki.access.domain.vocabulary import Compartment
from samakki.access.queries import Officer
from samakki.cases.actions.custody import write_event
from samakki.cases.actions.exhibit_files import Upload, keep_file
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.custody import NOBODY, CustodyKind, NewMove, Party, SealState
from samakki.cases.domain.exhibits import (
    CHECKLISTS,
    CheckAnswer,
    ExhibitKind,
    FileRole,
    NewExhibit,
    not_done,
    refusals_to_add,
)
from samakki.cases.models import Case, CaseFolder, Exhibit
from samakki.entities.actions import index_text, open_source
from samakki.entities.domain.sources import SourceKind
from samakki.kernel.marks import mark_of, refusals_to_overwrite
from samakki.kernel.refusals import Refusal

NO_FILES: Mapping[FileRole, Sequence[Upload]] = {}


def add_exhibit(
    *,
    by: Officer,
    case: str,
    new: NewExhibit,
    files: Mapping[FileRole, Sequence[Upload]] = NO_FILES,
) -> str:
    """Enter an exhibit. Who enters it holds it from then on, until they record handing it over.

    Where somebody else seized it, two events begin the chain: the seizure, and the hand-over to `by`, for which a
    signed paper may be among the files.

    Args:
        by: who enters it.
        case: reference.
        new: what it is.
        files: its content, photos and a signed paper of who seized it.

    Returns:
        Its reference.

    Raises:
        Refused: "not-found"; "case-closed"; the role writes no exhibits; or what is wrong with `new`.
        InvalidValue: a file is not taken.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, Compartment.EXHIBITS)
        if row is not None:
            reasons += [*_refusals_of_role(by), *refusals_to_add(new, now=timezone.now())]
            if not reasons:
                return _write(by, row, new, files)
    raise logged_refusal(by, "add_exhibit", case, reasons)


def answer_checklist(*, by: Officer, exhibit: str, answers: Mapping[str, CheckAnswer], seen: str | None = None) -> None:
    """Say what was done at the seizure of an exhibit. A later answer takes the place of an earlier one.

    Args:
        by: who answers.
        exhibit: reference.
        answers: by step.
        seen: mark of the answers that stood there (`mark_of`); None does not ask.

    Raises:
        Refused: "not-found"; "case-closed"; "exhibit-checklist-other-kind"; "changed-meanwhile".
    """
    with transaction.atomic():
        row = Exhibit.objects.select_related("case", "resource").filter(reference=exhibit).first()
        case, reasons = opened_for_work(by, row.case.reference if row else exhibit, Compartment.EXHIBITS)
        if row is not None and case is not None:
            row.refresh_from_db(fields=["checklist"])  # the case is locked now, and with it what hangs on it
            if set(answers) - set(CHECKLISTS[ExhibitKind(row.kind)]):
                reasons = [Refusal("exhibit-checklist-other-kind")]
            elif unseen := refusals_to_overwrite(seen, mark_of(row.checklist)):
                reasons = [*unseen]
            else:
                row.checklist = {step: answer.value for step, answer in answers.items()}
                row.save(update_fields=["checklist"])
                touch(case)
                count = len(not_done(ExhibitKind(row.kind), row.checklist))
                audit.record(by, "answer_checklist", row.resource.reference, facts={"record": exhibit, "count": count})
                return
    raise logged_refusal(by, "answer_checklist", exhibit, reasons or [NOT_FOUND])


def index_exhibit(row: Exhibit) -> None:
    """Put an exhibit into the search index. Who finds it is decided by the exhibits of its case."""
    seals = {seal for pair in row.custody.values_list("seal_before", "seal_after") for seal in pair if seal}
    index_text(
        kind="exhibit",
        reference=row.reference,
        resource_id=row.resource_id,
        title=row.description[:200],
        texts=[row.description, row.seized_place, row.seized_by, row.legal_basis],
        identifiers=[row.reference, *sorted(seals)],
        on=row.seized_at.date().isoformat(),
        case=row.case.reference,
    )


def _write(by: Officer, case: Case, new: NewExhibit, files: Mapping[FileRole, Sequence[Upload]]) -> str:
    folder = CaseFolder.objects.select_related("resource").get(case=case, compartment=Compartment.EXHIBITS.value)
    last = Exhibit.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    reference = free_reference("X", lambda one: Exhibit.objects.filter(reference=one).exists())
    row = Exhibit.objects.create(
        reference=reference,
        case=case,
        resource=folder.resource,
        number=last + 1,
        kind=new.kind.value,
        description=new.description.strip(),
        seized_at=new.seized_at,
        seized_zone=new.zone,
        is_time_known=new.is_time_known,
        seized_place=new.seized_place.strip(),
        seized_by=new.seized_by.strip() or f"{by.full_name}, {by.desk.name}",
        legal_basis=new.legal_basis.strip(),
        checklist={step: answer.value for step, answer in new.checklist.items()},
        made_at=timezone.now(),
        made_by=by.code,
    )
    open_source(
        by=by,
        reference=reference,
        kind=SourceKind.EXHIBIT,
        resource_reference=folder.resource.reference,
        obtained_on=new.seized_at.date().isoformat(),
    )
    digest = _begin_chain(by, row, new, files)
    for role in (FileRole.CONTENT, FileRole.PHOTO):
        for upload in files.get(role, ()):
            keep_file(by, row, role, upload, "")
    index_exhibit(row)
    facts = {"record": reference, "digest": digest}
    audit.record(by, "add_exhibit", folder.resource.reference, facts=facts)
    return reference


def _begin_chain(by: Officer, row: Exhibit, new: NewExhibit, files: Mapping[FileRole, Sequence[Upload]]) -> str:
    me, other = Party(officer=by.code), Party(outside=new.seized_by.strip())
    seizure = NewMove(
        NOBODY,
        other if other else me,
        new.seized_at,
        new.zone,
        seal_after=new.seal,
        seal_state=SealState.NONE,
        place=new.seized_place,
    )
    event = write_event(by, row, CustodyKind.SEIZED, seizure)
    papers = files.get(FileRole.PAPER, ())
    if other:
        received = NewMove(
            other,
            me,
            new.received_at or timezone.now(),
            new.zone,
            seal_before=new.seal,
            seal_after=new.seal,
            seal_state=SealState.INTACT if new.seal else SealState.NONE,
        )
        event = write_event(by, row, CustodyKind.HANDED_OVER, received, paper=papers[0] if papers else None)
    else:
        for paper in papers:
            keep_file(by, row, FileRole.PAPER, paper, "")
    return event.digest


def _refusals_of_role(by: Officer) -> tuple[Refusal, ...]:
    """Why no role of `by` lets them write exhibits, for any of their purposes."""
    refusals: tuple[Refusal, ...] = ()
    for purpose in purposes_of(access.viewer(by), roles=access.roles()):
        refusals = decide_write(access.viewer(by), Compartment.EXHIBITS, purpose=purpose, roles=access.roles())
        if not refusals:
            return ()
    return refusals or (Refusal("compartment-not-written-by-role", {"compartment": Compartment.EXHIBITS.value}),)
