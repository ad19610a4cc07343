"""Opens a case: the case file and its folders, each a record of its own that the policy guards."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as people
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_write
from samakki.access.domain.vocabulary import Compartment, Purpose
from samakki.access.models import Resource
from samakki.access.queries import Officer
from samakki.cases.actions.indexing import index_case
from samakki.cases.domain.opening import NewCase, refusals_to_open
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence, Stage
from samakki.cases.models import Case, CaseFolder, Hypothesis, StageChange
from samakki.entities.actions import open_source
from samakki.entities.domain.sources import SourceKind

FOLDERS: Mapping[Compartment, str] = MappingProxyType(
    {
        Compartment.CASE_FILE: "C",
        Compartment.SUSPECTS: "CP",  # people of the case, and what it describes itself
        Compartment.EXHIBITS: "CX",
        Compartment.STATEMENT: "CS",
    }
)
"""Parts of every case with the prefix of their references. The first is the case itself."""

REASON = 2000


def open_case(*, by: Officer, new: NewCase, purpose: Purpose) -> str:
    """Open a case: its officer leads it, and is the first of its team.

    Not checked here: whether the nickname is somebody's name. Only a person can see that, so the form makes the
    officer look.

    Args:
        by: who opens it; their desk owns it.
        new: what it is about.
        purpose: what `by` will open it for.

    Returns:
        The reference of the case.

    Raises:
        Refused: their role writes no case file for this purpose, or what is wrong with `new`.
    """
    reasons = [
        *decide_write(people.viewer(by), Compartment.CASE_FILE, purpose=purpose, roles=people.roles()),
        *refusals_to_open(new),
    ]
    if not reasons:
        with transaction.atomic():
            reference = access.new_record_reference(FOLDERS[Compartment.CASE_FILE])
            row = _write(by, new, purpose, reference, timezone.now())
            index_case(row)
            audit.record(by, "open_case", reference, facts={"purpose": purpose.value})
            return reference
    raise logged_refusal(by, "open_case", "", reasons)


def _write(by: Officer, new: NewCase, purpose: Purpose, reference: str, now: datetime) -> Case:
    resources = {
        compartment: _register(by, new, purpose, compartment, reference if prefix == "C" else "")
        for compartment, prefix in FOLDERS.items()
    }
    row = Case.objects.create(
        reference=reference,
        resource=resources[Compartment.CASE_FILE],
        nickname=new.nickname.strip(),
        stage=Stage.ASSESSMENT.value,
        stage_since=now,
        countries=",".join(dict.fromkeys(new.countries)),
        lead=by.code,
        with_desk=by.desk,
        opened_at=now,
        opened_by=by.code,
        changed_at=now,
    )
    CaseFolder.objects.bulk_create(
        CaseFolder(case=row, compartment=compartment.value, resource=resource)
        for compartment, resource in resources.items()
    )
    StageChange.objects.create(case=row, after=row.stage, at=now, by=by.code)
    Hypothesis.objects.bulk_create(
        Hypothesis(case=row, offence=offence.value, answer=HypothesisAnswer.CONSIDERED.value, at=now, by=by.code)
        for offence in Offence
        if offence in new.offences
    )
    people_folder = resources[Compartment.SUSPECTS].reference
    open_source(by=by, reference=people_folder, kind=SourceKind.RECORD, resource_reference=people_folder)
    return row


def _register(by: Officer, new: NewCase, purpose: Purpose, compartment: Compartment, reference: str) -> Resource:
    reference = reference or access.new_record_reference(FOLDERS[compartment])
    record = access.NewRecord(reference, "cases", compartment, handling=new.handling)
    access.register_resource(by=by, record=record, purpose=purpose)
    return Resource.objects.get(reference=reference)
