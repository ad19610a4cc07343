"""Nobody sees an entity, a statement, a caption, a link or a number that rests on a record they may not see."""

import pytest

from samakki.access import actions as access
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.models import AuditEntry
from samakki.entities import actions, queries
from samakki.entities.domain.kinds import Kind
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, Statement
from samakki.kernel.refusals import InvalidValue, Refused
from tests.web.entities.world_of_entities import Described, draft

MISSING = "E-00000000B"


def content(world: Described, who: str, address: str) -> str:
    return world.client(who).get(address).content.decode()


def test_the_page_holds_nothing_of_records_that_are_not_theirs(described: Described) -> None:
    refs = described.refs
    whole = content(described, "investigator", f"/entities/{refs['man']}/")
    assert all(words in whole for words in ("SECRET-NAME", "SECRET-HOUSE", "Jaidee", "was kept at", "was seen at"))
    page = content(described, "colleague", f"/entities/{refs['man']}/")
    assert all(words in page for words in ("สมชาย ใจดี", "lives at", "uses", "near the pagoda"))
    for hidden in ("SECRET", "Jaidee", "was kept at", "was seen at"):
        assert hidden not in page
    for name in ("second", "case", "man again", "man in the case", "hidden house", "hidden link", "half hidden"):
        assert refs[name] not in page, name


def test_the_number_of_independent_sources_counts_only_what_they_see(described: Described) -> None:
    address = f"/entities/{described.refs['man']}/"
    assert "3 independent sources" in content(described, "investigator", address)
    page = content(described, "colleague", address)
    assert "single source" in page
    assert "independent sources" not in page


def test_a_contradiction_shows_only_to_who_sees_both_sides(described: Described) -> None:
    address = f"/entities/{described.refs['man']}/"
    assert "Two dates of birth cannot be the same day" in content(described, "investigator", address)
    assert "Two dates of birth" not in content(described, "colleague", address)


def test_links_are_shown_whole_or_not_at_all(described: Described) -> None:
    refs = described.refs

    def seen(who: str, name: str) -> set[str]:
        return {row.link.reference for row in queries.links(described.officers[who], refs[name])}

    assert seen("colleague", "man") == {refs["lives"], refs["uses"]}
    assert seen("investigator", "man") == {refs["lives"], refs["uses"], refs["hidden link"], refs["half hidden"]}
    assert seen("colleague", "house") == {refs["lives"]}
    assert seen("outsider", "house") == set()


SEES = {
    "colleague": {"man"},
    "prosecutor": {"man in the case"},
    "outsider": set(),
    "supervisor": set(),
    "social_worker": set(),
    "investigator": {"man", "man again", "man in the case"},
}


def test_captions_are_left_out_for_what_they_may_not_see(described: Described) -> None:
    refs = described.refs
    asked = [refs["man"], refs["man again"], refs["man in the case"], MISSING]
    found = {who: set(queries.captions(described.officers[who], asked)) for who in SEES}
    assert found == {who: {refs[name] for name in names} for who, names in SEES.items()}


def test_assertions_profiles_and_lists_of_a_source_hold_only_what_they_see(described: Described) -> None:
    refs, colleague, outsider = described.refs, described.officers["colleague"], described.officers["outsider"]
    assert {one.source.reference for one in queries.assertions(colleague, refs["man"])} == {refs["report"]}
    assert queries.profile(colleague, refs["man"]) == (refs["man"],)
    assert queries.assertions(outsider, refs["man"]) == ()
    assert queries.profile(outsider, refs["man"]) == ()
    assert queries.entities_of_source(colleague, refs["second"]) == ()
    assert queries.entity(colleague, refs["man again"]) is None
    assert {one.reference for one in queries.entities_of_source(colleague, refs["report"])} == {
        refs["man"],
        refs["phone"],
        refs["house"],
    }


def test_the_list_and_its_filter_hold_only_what_they_see(described: Described) -> None:
    page = content(described, "colleague", "/entities/")
    assert "สมชาย ใจดี" in page
    assert "SECRET" not in page
    assert "Jaidee" not in page
    assert "Nobody and nothing is described yet" in content(described, "outsider", "/entities/")
    assert "Nothing of this kind" in content(described, "outsider", "/entities/?only=person")
    rows = queries.listed(described.officers["colleague"], kind=Kind.PHONE).rows
    assert [one.caption.text for one in rows] == ["+85512345678"]


def test_a_list_cannot_be_continued_before_something_hidden(described: Described) -> None:
    colleague = described.officers["colleague"]
    hidden = queries.listed(colleague, before=described.refs["man again"])
    assert hidden == queries.listed(colleague) == queries.listed(colleague, before=MISSING)


def test_a_hidden_entity_and_a_missing_one_are_the_same_page(described: Described) -> None:
    client, refs = described.client("outsider"), described.refs
    for address in ("/entities/{}/", "/entities/{}/add/", "/entities/{}/link/", "/entities/{}/statements/1/"):
        hidden, missing = client.get(address.format(refs["man"])), client.get(address.format(MISSING))
        assert hidden.status_code == missing.status_code == 404
        words = hidden.content.decode().replace(refs["man"], "")
        assert len(words) == len(missing.content.decode().replace(MISSING, ""))
        assert "สมชาย" not in words


def test_a_supervisor_who_sees_a_part_of_the_record_sees_no_entity(described: Described) -> None:
    page = content(described, "supervisor", f"/entities/{described.refs['man']}/")
    assert "not shown to you in full" in page
    assert "สมชาย" not in page
    assert "Bong Lek" not in page


def test_a_draft_is_found_by_who_made_it_alone(described: Described) -> None:
    made = draft(described)
    assert "SECRET-DRAFT" in content(described, "investigator", f"/entities/{made}/")
    assert described.client("colleague").get(f"/entities/{made}/").status_code == 404
    assert "SECRET-DRAFT" not in content(described, "colleague", "/entities/")
    assert queries.captions(described.officers["colleague"], [made]) == {}
    with pytest.raises(Refused):
        actions.add_statements(by=described.officers["colleague"], entity=made, statements=[NewStatement("name", "x")])


def test_an_excluded_officer_meets_nothing(described: Described) -> None:
    overseer = described.people.overseer
    access.exclude(
        by=overseer,
        reference=described.refs["report"],
        officer=described.officers["colleague"].code,
        reason=ExclusionReason.NAMED_IN_IT,
    )
    assert described.client("colleague").get(f"/entities/{described.refs['man']}/").status_code == 404
    assert "สมชาย" not in content(described, "colleague", "/entities/")
    assert queries.links(described.officers["colleague"], described.refs["house"]) == ()


def test_nobody_links_to_what_they_may_not_see(described: Described) -> None:
    refs, colleague = described.refs, described.officers["colleague"]
    for target in (refs["man again"], MISSING):
        with pytest.raises(InvalidValue, match="target-unknown"):
            actions.link(
                by=colleague,
                source=refs["report"],
                schema="Associate",
                ends={"person": refs["man"], "associate": target},
            )


def test_nobody_writes_on_what_they_do_not_see_in_full(described: Described) -> None:
    refs = described.refs
    statement = Statement.objects.filter(entity__reference=refs["man"]).first()
    assert statement is not None
    before = (Entity.objects.count(), Statement.objects.filter(withdrawn_at__isnull=True).count())
    for who in ("outsider", "supervisor", "prosecutor", "social_worker"):
        client = described.client(who)
        for address, said in (
            (f"/describe/{refs['report']}/person/", {"name": "x"}),
            (f"/entities/{refs['man']}/add/?what=name", {"name": "x"}),
            (f"/entities/{refs['man']}/statements/{statement.pk}/", {"reason": "mistaken"}),
            (f"/entities/{refs['man']}/link/", {"how": "uses:first", "other": refs["phone"]}),
        ):
            assert client.post(address, said).status_code == 404, (who, address)
    assert before == (Entity.objects.count(), Statement.objects.filter(withdrawn_at__isnull=True).count())


def test_a_look_at_every_record_whose_words_are_shown_is_written_down(described: Described) -> None:
    described.client("investigator").get(f"/entities/{described.refs['man']}/")
    looked = AuditEntry.objects.filter(action="read_record", outcome="done").values_list("reference", flat=True)
    assert {described.refs[name] for name in ("report", "second", "case")} <= set(looked)


def test_no_name_is_in_an_address_or_a_title(described: Described) -> None:
    page = content(described, "investigator", f"/entities/{described.refs['man']}/")
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "สมชาย" not in title
    assert "Person" in title
