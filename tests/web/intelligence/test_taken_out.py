"""What another agency owns is in no file unless it may go anywhere; the officer sees that before, with the way out."""

from datetime import date

import pytest

from samakki.access.models import AuditEntry
from samakki.entities import actions as entities
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, Export
from samakki.entities.queries.leaving import Scope, Selection
from samakki.exchange.queries import directory
from samakki.intelligence import actions
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.holdings import Grant, HoldingState, Use, refusals_to_take_out
from samakki.intelligence.models import Holding, ReceivedDisclosure
from samakki.kernel.handling import Action, EvidentialUse, Handling, HandlingCode, Onward
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted
from tests.support.casework import a_case, a_report, an_item
from tests.support.pages import pseudo_language, untranslated
from tests.support.refusing import refused_attempt
from tests.support.sign_in import signed_in
from tests.web.intelligence.test_disclosures import abroad, report_with_desks

__all__ = ["abroad", "report_with_desks"]  # fixtures of the pages beside these

FTM, TODAY = Format.FOLLOWTHEMONEY, date(2026, 3, 1)
FREE = Handling(
    codes=frozenset({HandlingCode.H0}), onward=Onward.OPEN, evidential_use=EvidentialUse.YES, action=Action.OVERT
)


@pytest.mark.parametrize(
    ("state", "held", "may"),
    [
        (HoldingState.HELD, FREE, True),
        (HoldingState.KEPT, FREE, False),
        (HoldingState.RESTRICTED, FREE, False),
        (HoldingState.HELD, Handling(codes=FREE.codes, onward=Onward.LAW_ENFORCEMENT), False),
        (HoldingState.HELD, Handling(codes=FREE.codes, onward=Onward.OPEN), False),
        (HoldingState.HELD, Handling(codes=FREE.codes, onward=Onward.OPEN, destroy_on=TODAY), False),
    ],
)
def test_a_file_takes_what_passing_on_to_anybody_takes_and_what_a_court_takes(
    state: HoldingState, held: Handling, *, may: bool
) -> None:
    assert bool(refusals_to_take_out(state, held, grants=(), today=TODAY)) is not may
    to_one_desk = [Grant(Use.ONWARD, "VN/POL/C02/duty")]
    assert bool(refusals_to_take_out(state, held, grants=to_one_desk, today=TODAY)) is not may


def test_a_file_of_a_case_leaves_out_what_another_agency_owns_and_says_so(abroad: Abroad) -> None:
    _reference, there, report = accepted(abroad)
    case = a_case(abroad.thai)
    own = a_report(abroad.thai, text="Our own watch")
    person = actions.capture(
        by=abroad.thai,
        reference=own,
        item=an_item(abroad.thai, own),
        schema="Vehicle",
        statements=[NewStatement("registrationNumber", "2A-1234")],
    )
    for one in (report, own):
        actions.file_in_case(by=abroad.thai, reference=one, case=case)
    client = signed_in(abroad.thai, confirmed=True)
    page = client.get(f"/exports/make/{case}/").content.decode()
    assert "Chan Lek" not in page
    assert "Left out because another agency owns it" in page
    assert f"/received/{there}/ask/" in page
    with pseudo_language():
        assert untranslated(client.get(f"/exports/make/{case}/").content.decode()) == []
    made = client.post(f"/exports/make/{case}/", {"form": "followthemoney"}, follow=True).content.decode()
    assert "Left out because another agency owns it" in made
    row = Export.objects.get()
    assert (row.entities, row.withheld) == (1, 1)
    file = client.get(f"/exports/{row.reference}/file/")
    assert b"".join(file.streaming_content).decode().count(person) == 1  # type: ignore[attr-defined]  # a stream
    entry = AuditEntry.objects.get(action="leave_out_of_export")
    assert (entry.reference, entry.facts) == (there, {"record": row.reference})


def test_nothing_of_it_leaves_alone_until_its_owner_allows_it_to_go_anywhere(abroad: Abroad) -> None:
    _reference, _there, report = accepted(abroad)
    chosen = Selection(Scope.CHOSEN, chosen=(Entity.objects.get(source__reference=report).reference,))
    with refused_attempt("export", abroad.thai.code, "export-withheld"):
        entities.export_entities(by=abroad.thai, selection=chosen, form=FTM, answers={}, rest=Whose.SUSPECT)
    assert (
        "Ask its owner for a release"
        in signed_in(abroad.thai, confirmed=True).get(f"/exports/make/{report}/").content.decode()
    )
    Holding.objects.update(handling=conditions.stored(FREE))
    entities.export_entities(by=abroad.thai, selection=chosen, form=FTM, answers={}, rest=Whose.SUSPECT)
    assert Export.objects.get().withheld == 0


def test_a_copy_names_its_owner_in_words_with_the_code_behind(abroad: Abroad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "agency_names", lambda _code: {"en": "National Police"})
    _reference, there, _report = accepted(abroad)
    page = signed_in(abroad.thai, confirmed=True).get(f"/received/{there}/").content.decode()
    (owner,) = set(Holding.objects.values_list("originator", flat=True))
    assert ReceivedDisclosure.objects.get().originator_desk.startswith(owner)
    assert f"National Police ({owner})" in page


def test_the_words_at_its_head_do_not_leave_as_a_text_either(abroad: Abroad) -> None:
    _reference, _there, report = accepted(abroad)
    client = signed_in(abroad.thai, confirmed=True)
    with refused_attempt("fetch_original", abroad.thai.code, "export-withheld"):
        actions.original_of(by=abroad.thai, reference=report)
    answer = client.get(f"/reports/{report}/original/")
    assert (answer.status_code >= 400, b"A driver near the river" in answer.content) == (True, False)
    Holding.objects.update(handling=conditions.stored(FREE))
    assert client.get(f"/reports/{report}/original/").content == b"A driver near the river."
