"""What left, or is about to leave, about a protected person: called back, undone, checked before it goes."""

from dataclasses import replace

import pytest

from samakki.access.registries import Departure, refusals_to_leave
from samakki.entities.actions import protect_person
from samakki.exchange.registries import payload_owners
from samakki.intelligence import actions
from samakki.intelligence.domain.protection_checks import CheckAnswer, CheckedFor
from samakki.intelligence.models import Disclosure, Holding
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.references import new_reference
from tests.actions.intelligence.world_of_disclosures import Abroad, accepted
from tests.support.people import POLICE
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI


def test_protecting_a_person_calls_back_what_left_and_says_no_more_than_safety(abroad: Abroad) -> None:
    reference, there, report = accepted(abroad)
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    (posted,) = abroad.wire.posted
    assert (posted.type, posted.said["scope"], posted.said["reason"]) == ("recall.request@1.0", "restrict", "safety")
    assert b"Chan" not in posted.body
    abroad.wire.deliver_all()
    assert set(Holding.objects.values_list("state", flat=True)) == {"restricted"}
    row = Disclosure.objects.get(reference=reference)
    assert (bytes(row.package_sealed), bool(row.package_digest)) == (b"", True)
    assert (there, report) != ("", "")


def test_protecting_a_person_undoes_what_is_held(abroad: Abroad) -> None:
    reference = abroad.sent()
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    assert abroad.wire.posted == []
    assert Disclosure.objects.get(reference=reference).state == "draft"


def test_what_is_a_draft_again_does_not_leave_although_it_was_queued(abroad: Abroad) -> None:
    abroad.sent()
    (posted,) = abroad.wire.posted
    departure = Departure(
        type=posted.type,
        by=posted.by,
        sender=DeskAddress.parse(posted.sender),
        to=(DeskAddress.parse(posted.to),),
        subjects=posted.subjects,
        body=posted.body,
    )
    assert refusals_to_leave(departure) == ()
    other = replace(departure, body=posted.body + b" ")
    assert [one.code for one in refusals_to_leave(other)] == ["disclosure-changed-meanwhile"]
    protect_person(by=abroad.desk.writer, entity=abroad.person)
    assert "disclosure-not-in-state" in {one.code for one in refusals_to_leave(departure)}


@pytest.mark.parametrize("kind", sorted(payload_owners))
def test_nothing_of_any_type_about_a_protected_person_goes_to_an_unchecked_state(abroad: Abroad, kind: str) -> None:
    """Every type that anybody registered, also those of subjects that do not exist yet."""
    by = abroad.desk.writer
    code = protect_person(by=by, entity=abroad.person)
    foreign = new_reference("P", b"\x01\x02\x03\x04")

    def refused(code: str, country: str, *, in_body: bool) -> bool:
        departure = Departure(
            type=f"{kind}.0",
            by=by.code,
            sender=DeskAddress.parse(POLICE),
            to=(DeskAddress.parse(f"{country}/EMB/PP/duty"),),
            subjects=() if in_body else (code,),
            body=f'{{"text":"about {code}."}}'.encode() if in_body else b"{}",
        )
        return "protection-check-missing" in {one.code for one in refusals_to_leave(departure)}

    for in_body in (True, False):
        assert refused(code, "TH", in_body=in_body)  # nobody knows where she is from: every state may be hers
        assert refused(foreign, "TH", in_body=in_body)
        assert not refused(code, "KH", in_body=in_body)
    check(abroad, code, CheckAnswer.SAFE_TO_TELL)
    assert not refused(code, "TH", in_body=True)
    assert refused(code, "VN", in_body=True)
    check(abroad, code, CheckAnswer.NOT_SAFE)
    assert refused(code, "TH", in_body=True)


def check(abroad: Abroad, code: str, answer: CheckAnswer) -> None:
    actions.record_check(
        by=abroad.desk.supervisor,
        code=code,
        country="TH",
        answer=answer,
        looked_at=set(CheckedFor),
        words="Read with her lawyer.",
    )


def test_a_check_needs_every_point_and_somebody_who_decides(abroad: Abroad) -> None:
    code = protect_person(by=abroad.desk.writer, entity=abroad.person)
    for by, codes in (
        (abroad.desk.writer, ("disclosure-needs-duty", "check-incomplete", "check-words")),
        (abroad.others[f"{THAI} supervisor"], ("not-found",)),
    ):
        with refused_attempt("record_check", by.code, *codes, about=code):
            actions.record_check(
                by=by, code=code, country="TH", answer=CheckAnswer.SAFE_TO_TELL, looked_at=(), words=""
            )
