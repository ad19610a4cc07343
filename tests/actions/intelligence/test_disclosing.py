"""Building, answering, confirming, holding, undoing, accepting, declining."""

import json

import pytest

from samakki.access.models import AuditEntry
from samakki.entities.models import Entity, Statement
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_answers import RiskAnswer, RiskQuestion, SafetyCondition
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.domain.holdings import DeclineReason
from samakki.intelligence.models import Disclosure, DisclosurePart, Holding, ItemKey, ReceivedDisclosure, Report
from samakki.intelligence.queries.sealed import content_of
from tests.actions.intelligence.world_of_disclosures import NO, Abroad
from tests.support.people import POLICE
from tests.support.refusing import refused_attempt
from tests.support.wire import THAI, VIET

UNKNOWN = {**NO, RiskQuestion.DANGER: RiskAnswer.UNKNOWN}
DANGER = "Her brother still works for the driver."


def row_of(reference: str) -> Disclosure:
    return Disclosure.objects.get(reference=reference)


def test_what_is_sent_is_what_was_ticked_and_nothing_else(abroad: Abroad) -> None:
    abroad.sent()
    (posted,) = abroad.wire.posted
    said = posted.said
    assert [one["text"] for one in said["items"]] == ["A man drives a van to the river."]
    assert [[value["prop"] for value in one["said"]] for one in said["entities"]] == [["name"]]
    assert (said["recipients"], posted.hold.total_seconds()) == ([THAI], 300)
    for secret in (b"SECRETRAW", b"UNTICKED", b"aunt", abroad.person.encode(), abroad.item.encode()):
        assert secret not in posted.body, secret


def test_the_bytes_that_leave_are_the_bytes_that_were_shown(abroad: Abroad) -> None:
    from samakki.intelligence import queries  # noqa: PLC0415  (only here)

    reference = abroad.sent()
    shown = queries.disclosure(abroad.desk.writer, reference)
    assert shown is not None
    assert shown.first == abroad.wire.posted[0].body


def test_a_second_person_is_needed_for_two_countries_and_confirms_what_they_saw(abroad: Abroad) -> None:
    reference = abroad.built(to=(THAI, VIET))
    writer, supervisor = abroad.desk.writer, abroad.desk.supervisor
    actions.freeze_disclosure(by=writer, reference=reference)
    digest = row_of(reference).package_digest
    with refused_attempt("send_disclosure", writer.code, "disclosure-needs-second", about=reference):
        actions.send_disclosure(by=writer, reference=reference, seen=digest)
    actions.hand_over_disclosure(by=writer, reference=reference)
    with refused_attempt("confirm_disclosure", supervisor.code, "disclosure-changed-meanwhile", about=reference):
        actions.confirm_disclosure(by=supervisor, reference=reference, seen="another")
    actions.confirm_disclosure(by=supervisor, reference=reference, seen=digest)
    assert {one.to for one in abroad.wire.posted} == {THAI, VIET}
    assert row_of(reference).confirmed_by == supervisor.code


def test_who_built_it_is_not_its_second_person(abroad: Abroad) -> None:
    reference = abroad.built(answers={"TH": UNKNOWN}, words=DANGER)
    writer = abroad.desk.writer
    actions.freeze_disclosure(by=writer, reference=reference)
    actions.hand_over_disclosure(by=writer, reference=reference)
    seen = row_of(reference).package_digest
    with refused_attempt(
        "confirm_disclosure", writer.code, "disclosure-needs-duty", "disclosure-own-work", about=reference
    ):
        actions.confirm_disclosure(by=writer, reference=reference, seen=seen)
    assert abroad.wire.posted == []


def test_a_danger_goes_to_a_supervisor_who_attaches_conditions_that_travel(abroad: Abroad) -> None:
    reference = abroad.built(answers={"TH": UNKNOWN}, words=DANGER)
    supervisor = abroad.desk.supervisor
    actions.freeze_disclosure(by=abroad.desk.writer, reference=reference)
    actions.hand_over_disclosure(by=abroad.desk.writer, reference=reference)
    actions.attach_conditions(
        by=supervisor, reference=reference, conditions=(SafetyCondition.NO_CONTACT,), note="Ask us first."
    )
    actions.confirm_disclosure(by=supervisor, reference=reference, seen=row_of(reference).package_digest)
    conditions = abroad.wire.posted[0].said["conditions"]
    assert (conditions["words"], conditions["note"]) == (["no_contact"], "Ask us first.")
    assert DANGER.encode() not in abroad.wire.posted[0].body


@pytest.mark.parametrize(
    ("answers", "words", "code"), [({}, "", "risk-not-answered"), ({"TH": UNKNOWN}, "", "risk-words-missing")]
)
def test_nothing_is_frozen_before_the_questions_are_answered(
    abroad: Abroad, answers: dict[str, dict[RiskQuestion, RiskAnswer]], words: str, code: str
) -> None:
    reference = abroad.built(answers=answers, words=words)
    with refused_attempt("freeze_disclosure", abroad.desk.writer.code, code, about=reference):
        actions.freeze_disclosure(by=abroad.desk.writer, reference=reference)
    assert row_of(reference).package_sealed == b""


def test_every_name_is_asked_about_and_that_of_a_victim_stays(abroad: Abroad) -> None:
    from samakki.entities.domain.exporting.naming import Whose  # noqa: PLC0415  (only here)
    from samakki.intelligence.queries.packaging import names_to_answer  # noqa: PLC0415  (only here)

    reference, writer = abroad.built(), abroad.desk.writer
    (name,) = names_to_answer(row_of(reference))
    for names, code in (({}, "names-not-answered"), ({name.key: Whose.VICTIM}, "name-of-a-victim")):
        actions.answer_questions(by=writer, reference=reference, answers={"TH": NO}, words="", names=names)
        with refused_attempt("freeze_disclosure", writer.code, code, about=reference):
            actions.freeze_disclosure(by=writer, reference=reference)


def test_what_was_not_offered_cannot_be_ticked(abroad: Abroad) -> None:
    writer = abroad.desk.writer
    reference = actions.start_disclosure(by=writer, report=abroad.report)
    with refused_attempt("choose_contents", writer.code, "item-not-there", about=reference):
        actions.choose_contents(by=writer, reference=reference, contents=Contents(("I-00000",)), to=[THAI])
    with refused_attempt("choose_contents", writer.code, "recipient-is-own", about=reference):
        actions.choose_contents(by=writer, reference=reference, contents=Contents((abroad.item,)), to=[POLICE])


def test_words_that_nobody_authorised_do_not_leave(abroad: Abroad) -> None:
    reference, writer = abroad.built(), abroad.desk.writer
    actions.reopen_report(by=writer, reference=abroad.report)
    with refused_attempt("freeze_disclosure", writer.code, "disclosure-item-not-authorised", about=reference):
        actions.freeze_disclosure(by=writer, reference=reference)


def test_a_change_after_freezing_stops_it(abroad: Abroad) -> None:
    reference, writer = abroad.built(), abroad.desk.writer
    actions.freeze_disclosure(by=writer, reference=reference)
    seen = row_of(reference).package_digest
    Statement.objects.filter(entity__reference=abroad.person, prop="name").update(value="Other", as_written="Other")
    with pytest.raises(Exception, match="disclosure-changed-meanwhile"):
        actions.send_disclosure(by=writer, reference=reference, seen=seen)
    assert abroad.wire.posted == []


def test_undo_leaves_nothing_and_ends_with_the_hold(abroad: Abroad) -> None:
    reference, writer = abroad.sent(), abroad.desk.writer
    actions.undo_disclosure(by=writer, reference=reference)
    assert (abroad.wire.posted, DisclosurePart.objects.count(), row_of(reference).state) == ([], 0, "draft")
    reference, _there = abroad.delivered()
    with refused_attempt("undo_disclosure", writer.code, "disclosure-not-in-state", about=reference):
        actions.undo_disclosure(by=writer, reference=reference)


def test_a_desk_that_cannot_be_reached_stops_all_of_it(abroad: Abroad) -> None:
    reference = abroad.built()
    actions.freeze_disclosure(by=abroad.desk.writer, reference=reference)
    abroad.wire.refuses.add(THAI)
    with refused_attempt("send_disclosure", abroad.desk.writer.code, "desk-not-listed", about=reference):
        actions.send_disclosure(by=abroad.desk.writer, reference=reference, seen=row_of(reference).package_digest)
    assert (row_of(reference).state, DisclosurePart.objects.count()) == ("frozen", 0)


def test_strangers_and_the_desk_learn_no_more_than_the_policy_says(abroad: Abroad) -> None:
    reference = abroad.built()
    for verb, by in ((actions.freeze_disclosure, abroad.desk.worker), (actions.undo_disclosure, abroad.desk.colleague)):
        with refused_attempt(verb.__name__, by.code, "not-found", about=reference):
            verb(by=by, reference=reference)


def test_an_offer_is_sealed_until_somebody_of_the_desk_accepts_it_as_a_draft(abroad: Abroad) -> None:
    reference, there = abroad.delivered()
    received = ReceivedDisclosure.objects.get(reference=there)
    assert (received.state, received.report, Holding.objects.count()) == ("offered", None, 3)
    assert b"van" not in bytes(Holding.objects.get(item="1").content_sealed)

    report = actions.accept_offer(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()

    row = Report.objects.get(reference=report)
    (item,) = row.items.all()
    assert (row.state, item.raw, item.sanitised) == ("draft", "A man drives a van to the river.", "")
    assert (item.source_grade, item.handling["originators"][0]["agency"]) == ("B", "KH/POL")
    assert row.resource.owner_desk.address == THAI
    person = Entity.objects.get(source__reference=report)
    assert (person.caption, person.source.origin) == ("Chan Lek", "KH/POL")
    assert DisclosurePart.objects.get(disclosure__reference=reference).state == "accepted"
    assert AuditEntry.objects.filter(action="accept_disclosure", outcome="done").exists()


def test_the_rest_follows_by_itself_when_the_summary_was_accepted(abroad: Abroad) -> None:
    _reference, there = abroad.delivered(part=Part.SUMMARY)
    assert [one.item for one in Holding.objects.all()] == ["summary"]
    report = actions.accept_offer(by=abroad.thai, reference=there)
    assert Report.objects.get(reference=report).items.count() == 0
    abroad.wire.deliver_all()
    assert Report.objects.get(reference=report).items.count() == 1
    assert Report.objects.get(reference=report).raw == "A driver near the river."


def test_a_declined_offer_leaves_its_reason_and_none_of_its_words(abroad: Abroad) -> None:
    reference, there = abroad.delivered()
    with refused_attempt("decline_disclosure", abroad.thai.code, "decline-reason-missing", about=there):
        actions.decline_offer(by=abroad.thai, reference=there, reason=None)
    actions.decline_offer(by=abroad.thai, reference=there, reason=DeclineReason.NOT_OURS, note="Try the south.")
    abroad.wire.deliver_all()
    part = DisclosurePart.objects.get(disclosure__reference=reference)
    assert (part.state, part.reason, part.note) == ("declined", "not_ours", "Try the south.")
    assert all(content_of(one) == b"" and one.digest for one in Holding.objects.all())
    assert set(ItemKey.objects.values_list("wrapped", flat=True)) == {b""}
    with refused_attempt("accept_disclosure", abroad.thai.code, "offer-answered-already", about=there):
        actions.accept_offer(by=abroad.thai, reference=there)


def test_the_same_offer_twice_and_one_in_anothers_name_are_not_taken(abroad: Abroad) -> None:
    abroad.sent()
    (posted,) = abroad.wire.posted
    assert abroad.wire.deliver(posted).accepted
    assert abroad.wire.deliver(posted).code == "disclosure-known-already"
    posted.body = json.dumps({**posted.said, "originator": {"desk": VIET, "reference": "D-1"}}).encode()
    assert abroad.wire.deliver(posted).code == "disclosure-of-another-desk"
    posted.body = b'{"disclosure": "D-1"}'
    assert abroad.wire.deliver(posted).code == "disclosure-not-readable"
