import dataclasses

import pytest

from samakki.access.domain.vocabulary import Compartment, Purpose, View
from samakki.access.models import AuditEntry, Resource
from samakki.access.queries import Officer
from samakki.cases import actions, queries
from samakki.cases.domain.opening import NewCase
from samakki.cases.domain.vocabulary import Offence, Stage
from samakki.cases.models import Case
from samakki.entities.models import Source
from tests.support.casework import TRAFFICKING, a_case
from tests.support.people import FIELD, People
from tests.support.refusing import refused_attempt

BOTH = frozenset(Offence)
NEW = NewCase("Blue lorry", nickname_is_no_name=True, offences=BOTH, countries=("KH", "TH", "KH"))


def test_a_case_is_opened_with_its_folders_and_led_by_who_opens_it(investigator: Officer) -> None:
    reference = actions.open_case(by=investigator, new=NEW, purpose=TRAFFICKING)
    seen = queries.case(investigator, reference)
    assert seen is not None
    assert (seen.nickname, seen.stage, seen.view) == ("Blue lorry", Stage.ASSESSMENT, View.FULL)
    assert seen.offences == (Offence.TRAFFICKING, Offence.SMUGGLING)
    assert seen.countries == ("KH", "TH")
    assert (seen.lead, seen.lead_name) == (investigator.code, investigator.full_name)
    assert set(seen.folders) == {
        Compartment.CASE_FILE,
        Compartment.SUSPECTS,
        Compartment.EXHIBITS,
        Compartment.STATEMENT,
    }
    assert seen.folders[Compartment.CASE_FILE] == reference


def test_the_people_folder_is_a_source_that_describes_entities(case: str) -> None:
    folder = queries.folder(case, Compartment.SUSPECTS)
    assert Source.objects.get(reference=folder).resource.reference == folder


def test_opening_is_in_the_log_without_the_nickname(investigator: Officer) -> None:
    reference = actions.open_case(by=investigator, new=NEW, purpose=TRAFFICKING)
    entry = AuditEntry.objects.get(action="open_case")
    assert (entry.reference, entry.outcome) == (reference, "done")
    assert entry.facts == {"purpose": "investigate_trafficking"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nickname": " x "}, "nickname-length"),
        ({"nickname": "y" * 61}, "nickname-length"),
        ({"nickname_is_no_name": False}, "nickname-not-confirmed"),
        ({"offences": frozenset()}, "offence-needed"),
        ({"countries": ()}, "country-needed"),
        ({"countries": ("XX",)}, "country-not-known"),
        ({"handling": frozenset()}, "handling-needed"),
    ],
)
def test_a_case_that_lacks_something_is_refused(investigator: Officer, changes: dict[str, object], code: str) -> None:
    with refused_attempt("open_case", investigator.code, code):
        actions.open_case(by=investigator, new=dataclasses.replace(NEW, **changes), purpose=TRAFFICKING)  # type: ignore[arg-type]  # parametrised
    assert not Case.objects.exists()


def test_a_role_that_writes_no_case_file_opens_none(people: People) -> None:
    worker = people.officer("social_worker")
    with refused_attempt("open_case", worker.code, "compartment-not-written-by-role"):
        actions.open_case(by=worker, new=NEW, purpose=Purpose.PROTECT)
    assert not Resource.objects.exists()


def test_an_officer_of_another_desk_finds_no_case(people: People, case: str) -> None:
    assert queries.case(people.officer("investigator", desk=FIELD), case) is None


def test_a_supervisor_of_the_desk_sees_a_summary(supervisor: Officer, case: str) -> None:
    seen = queries.case(supervisor, case)
    assert seen is not None
    assert (seen.view, seen.nickname) == (View.SUMMARY, "Blue lorry")


def test_a_prosecutor_opens_a_case_too(prosecutor: Officer) -> None:
    reference = a_case(prosecutor, purpose=Purpose.PROSECUTE)
    seen = queries.case(prosecutor, reference)
    assert seen is not None
    assert seen.is_full
