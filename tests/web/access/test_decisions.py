"""Decisions on views: who gets in, what others are answered, and that a forgotten check is a fault and not a page."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views import View as ClassView

from samakki.access import actions
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.vocabulary import Basis, Duty, Surface, View
from samakki.access.models import AuditEntry, Officer
from samakki.access.web import decisions as decides
from tests.support.people import FIELD, POLICE, People, record

pytestmark = pytest.mark.django_db


def request_of(user: Officer | None, method: str = "GET", **headers: str) -> HttpRequest:
    request = RequestFactory().generic(method, "/records/?page=2", headers=headers)
    request.user = Officer.objects.select_related("desk__agency").get(pk=user.pk) if user else AnonymousUser()
    return request


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("shown")


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def test_a_public_view_answers_anybody() -> None:
    view = decides.public("why")(page)
    assert view(request_of(None)).content == b"shown"
    assert vars(view)["access_decision"] == decides.AccessDecision("public", "why")


def test_a_signed_in_view_sends_strangers_to_sign_in_and_remembers_where_they_were(people: People) -> None:
    view = decides.signed_in("own things")(page)
    assert view(request_of(people.overseer)).content == b"shown"
    answer = view(request_of(None))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/sign-in/?next=/records/%3Fpage%3D2")
    posted = view(request_of(None, "POST"))
    assert posted.headers["Location"] == "/accounts/sign-in/?next="


def test_a_fragment_is_told_to_load_the_sign_in_page() -> None:
    answer = decides.signed_in("own things")(page)(request_of(None, **{"HX-Request": "true"}))
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/accounts/sign-in/")


def test_a_view_with_a_duty_is_closed_to_others_and_the_attempt_is_logged(people: People) -> None:
    view, dara = decides.duty(Duty.READ_AUDIT)(page), people.officer("investigator")
    assert view(request_of(people.overseer)).content == b"shown"
    with pytest.raises(PermissionDenied):
        view(request_of(dara))
    entry = AuditEntry.objects.get(action="require_duty")
    assert (entry.actor, entry.outcome, entry.facts["duty"]) == (dara.code, "refused", "read_audit")
    assert view(request_of(None)).status_code == 302
    assert vars(view)["access_decision"].duty is Duty.READ_AUDIT


def test_an_api_answers_programs_with_a_status_instead_of_a_page(people: People) -> None:
    dara = people.officer("investigator")
    assert decides.api("why")(page)(request_of(None)).status_code == 401
    assert decides.api("why")(page)(request_of(dara)).status_code == 200
    assert decides.api("why", Duty.READ_AUDIT)(page)(request_of(people.overseer)).status_code == 200
    with pytest.raises(PermissionDenied):
        decides.api("why", Duty.READ_AUDIT)(page)(request_of(dara))


@decides.record(surface=Surface.PAGE)
def record_page(request: HttpRequest, reference: str) -> HttpResponse:
    opened = decides.open_record(request, reference, Surface.PAGE)
    return HttpResponse(f"{opened.view.value} {opened.basis.value}")


@decides.record(surface=Surface.PAGE)
class RecordPage(ClassView):
    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        return HttpResponse(decides.open_record(request, reference, Surface.PAGE).view.value)


def test_a_record_opens_for_a_member(people: People) -> None:
    dara = people.officer("investigator")
    reference = record(by=dara)
    assert text_of(record_page(request_of(dara), reference)) == "full team"
    assert text_of(RecordPage.as_view()(request_of(dara), reference=reference)) == "full"


def test_what_was_opened_is_told_to_the_view(people: People) -> None:
    dara = people.officer("investigator")
    reference, kept = record(by=dara), []

    @decides.record(surface=Surface.LIST)
    def view(request: HttpRequest) -> HttpResponseBase:
        kept.append(decides.open_record(request, reference, Surface.LIST))
        return HttpResponse()

    view(request_of(dara))
    assert (kept[0].reference, kept[0].view, kept[0].basis) == (reference, View.FULL, Basis.TEAM)


def test_a_decision_stands_on_functions_and_on_class_views() -> None:
    for view in (record_page, RecordPage.as_view()):
        assert vars(view)["access_decision"] == decides.AccessDecision("record", "page", surface=Surface.PAGE)
    assert record_page.__name__ == "record_page"


def test_a_decision_on_a_library_view_leaves_the_library_as_it_was() -> None:
    decides.public("why")(page)
    assert not hasattr(page, "access_decision")


def shapes(officer: Officer, reference: str) -> list[str]:
    """Statements of one request that is answered with 404, with the values of this request taken out."""
    with CaptureQueriesContext(connection) as captured:
        request = request_of(officer)
        with pytest.raises(Http404) as missing:
            record_page(request, reference)
    assert str(missing.value) == ""
    statements = [one["sql"].replace(reference, "REFERENCE") for one in captured]
    return [re.sub(r"'[^']*'|\\x[0-9a-f]*|\"s\d+_x\d+\"|\b\d+\b", "VALUE", one) for one in statements]


def test_missing_not_theirs_and_kept_from_them_are_one_answer_after_one_work(people: People) -> None:
    dara, stranger = people.officer("investigator", desk=FIELD), people.officer("investigator", desk=POLICE)
    chief, reference = people.officer("supervisor", desk=FIELD), record(by=dara)
    missing = actions.new_record_reference("C")
    actions.exclude(by=chief, reference=reference, officer=dara.code, reason=ExclusionReason.SUSPECTED)

    of_missing = shapes(stranger, missing)
    assert shapes(stranger, reference) == of_missing
    assert shapes(dara, reference) == shapes(dara, missing)
    logged = AuditEntry.objects.filter(action="read_record", outcome="refused")
    assert sorted(logged.values_list("reference", flat=True)) == sorted([reference, missing] * 2)


def test_a_view_of_a_record_that_opens_none_is_a_fault_and_not_a_page(people: People) -> None:
    forgetful = decides.record(surface=Surface.PAGE)(page)
    with pytest.raises(RuntimeError, match="without opening"):
        forgetful(request_of(people.overseer))


def test_a_view_of_a_record_may_send_on_without_opening_it(people: People) -> None:
    @decides.record(surface=Surface.PAGE)
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect("/")

    assert view(request_of(people.overseer)).status_code == 302


@pytest.mark.parametrize("declared", [Surface.LIST, None])
def test_a_record_shows_on_the_surface_that_the_view_declares_or_not_at_all(
    people: People, declared: Surface | None
) -> None:
    def view(request: HttpRequest) -> HttpResponseBase:
        decides.open_record(request, "C-1", Surface.PAGE)
        return HttpResponse()

    decided = decides.record(surface=declared)(view) if declared else decides.signed_in("why")(view)
    with pytest.raises(RuntimeError, match="does not declare"):
        decided(request_of(people.overseer))
