"""While a prosecutor has to answer about somebody who may be a victim, nothing about them leaves or is printed."""

import pytest

from samakki.access.models import AuditEntry
from samakki.cases import actions, queries
from samakki.cases.domain.people import NppFinding
from samakki.cases.models import Edition
from samakki.entities.actions import exporting
from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.models import Export
from samakki.entities.queries.leaving import Scope, Selection
from tests.support.refusing import refused_attempt
from tests.web.cases.world import REASON, World


def answered(world: World) -> None:
    by = world.officers["prosecutor"]
    actions.answer_npp_check(by=by, case=world.case, person=world.both, finding=NppFinding.NOT_RELATED, reason=REASON)


def out(world: World, selection: Selection) -> str:
    return exporting.export_entities(
        by=world.officers["investigator"],
        selection=selection,
        form=Format.FOLLOWTHEMONEY,
        answers={},
        rest=Whose.SUSPECT,
    )


@pytest.mark.parametrize("scope", [Scope.CASE, Scope.CHOSEN])
def test_no_file_holds_the_person_before_the_prosecutor_answers(world: World, scope: Scope) -> None:
    assert queries.open_npp_checks([world.both]) == {world.both}
    selection = Selection(scope, world.case, (world.both,))
    by = world.officers["investigator"].code
    with refused_attempt("export", by, "held-back"):
        out(world, selection)
    assert not Export.objects.exists()
    answered(world)
    assert out(world, selection)


def test_others_of_the_case_leave_by_themselves(world: World) -> None:
    assert out(world, Selection(Scope.CHOSEN, chosen=(world.suspect,)))


def test_the_page_says_who_and_what_to_do(world: World) -> None:
    html = world.client("investigator").get(f"/exports/make/{world.both}/").content.decode()
    assert "A prosecutor has to answer first" in html
    assert f"/entities/{world.both}/" in html


@pytest.mark.parametrize("paper", ["case_summary", "timeline"])
def test_no_print_names_the_person_before_the_prosecutor_answers(world: World, paper: str) -> None:
    client, address = world.client("investigator"), f"/cases/{world.case}/papers/{paper}/"
    answer = client.post(address)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "check of non-punishment" in html
    assert not Edition.objects.exists()
    refused = AuditEntry.objects.filter(action="issue_edition").latest("pk")
    assert (refused.outcome, refused.facts["reasons"]) == ("refused", "held-back")
    answered(world)
    assert client.post(address).status_code == 302
    assert Edition.objects.count() == 1
