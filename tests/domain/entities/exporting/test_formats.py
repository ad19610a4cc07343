import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

from defusedxml import ElementTree
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain.exporting import followthemoney, graphml, htcds
from samakki.entities.domain.exporting.cells import read, safe
from samakki.entities.domain.exporting.formats import Format, extension, media_type, written
from samakki.entities.domain.exporting.leaving import Leaving, Said, as_it_may_leave, belongs_to_protected
from samakki.entities.domain.exporting.naming import Whose, key_of, personal_names, refusals_to_send
from samakki.entities.domain.exporting.tables import BESIDE

KNOWN = frozenset({"name", "alias", "gender", "birthDate", "phone", "nationality", "notes", "fatherName"})
SUSPECT = Leaving(
    "E-1",
    "Person",
    "บองเล็ก",
    "R-1",
    "report",
    "B2",
    "2026-02",
    (
        Said("name", "บองเล็ก", language="th", grade="B2"),
        Said("birthDate", "1987"),
        Said("samakki:age", "30..40@2026-03-01"),
        Said("phone", "+85512345678"),
        Said("gender", "male"),
        Said("ethnicity", "x"),
    ),
    known=KNOWN,
)
PROTECTED = Leaving(
    "E-2",
    "Person",
    "P-7K3QX",
    "R-1",
    "report",
    "B2",
    "",
    (
        Said("name", "P-7K3QX"),
        Said("phone", "+85587654321"),
        Said("notes", "P-7K3QX lives near the pagoda"),
        Said("htcds:vic_TypeOfExploitation", "ForcedLabour"),
        Said("htcds:ext_village", "somewhere"),
    ),
    known=KNOWN,
    is_protected=True,
)
LINK = Leaving(
    "E-3",
    "Associate",
    "",
    "R-1",
    "report",
    "",
    "",
    (
        Said("person", "E-1", target="E-1"),
        Said("associate", "E-2", target="E-2"),
        Said("relationship", "=cmd|' /C calc'!A0"),
    ),
    ends=("person", "associate"),
    known=frozenset({"person", "associate", "relationship"}),
)
ALL = (SUSPECT, PROTECTED, LINK)


def whole(form: Format, *entities: Leaving) -> bytes:
    props = dict.fromkeys(one.prop for entity in entities for one in entity.said)
    return b"".join(written(form, entities, [(prop, tuple(BESIDE)) for prop in props]))


def test_followthemoney_reads_its_own_lines_and_loses_nothing() -> None:
    lines = [json.loads(line) for line in whole(Format.FOLLOWTHEMONEY, *ALL).splitlines()]
    for line in lines:
        proxy = model.get_proxy(line)
        for prop, values in line["properties"].items():
            assert proxy.get(prop) == values
    person = lines[0]
    assert person["properties"]["birthDate"] == ["1987"]
    assert person["samakki"]["properties"]["samakki:age"] == ["30..40@2026-03-01"]
    assert person["samakki"]["grade"] == "B2"
    assert person["samakki"]["statements"][0] == {"prop": "name", "value": "บองเล็ก", "language": "th", "grade": "B2"}


def test_of_a_protected_person_the_code_leaves_and_what_was_done_to_her() -> None:
    kept = as_it_may_leave(PROTECTED)
    assert [one.prop for one in kept.said] == ["name", "htcds:vic_TypeOfExploitation"]
    for form in Format:
        text = whole(form, *map(as_it_may_leave, ALL)).decode()
        assert "87654321" not in text
        assert "pagoda" not in text
        assert "somewhere" not in text


def test_special_categories_never_leave() -> None:
    assert "ethnicity" not in [one.prop for one in as_it_may_leave(SUSPECT).said]


def test_a_thing_of_a_protected_person_is_known() -> None:
    account = replace(LINK, said=(Said("owner", "E-2", target="E-2"),))
    assert belongs_to_protected(account, frozenset({"E-2"}))
    assert not belongs_to_protected(account, frozenset({"E-9"}))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_no_cell_starts_a_formula() -> None:
    found = rows(whole(Format.CSV_EXCEL, *ALL))
    assert found[2]["relationship"].startswith("'=cmd")
    assert found[0]["phone"] == "'+85512345678"
    assert read(found[0]["phone"]) == "+85512345678"
    assert whole(Format.CSV_EXCEL, *ALL).startswith(b"\xef\xbb\xbf")
    assert not whole(Format.CSV, *ALL).startswith(b"\xef\xbb\xbf")


@given(st.text())
def test_a_cell_is_safe_and_reads_as_it_was(value: str) -> None:
    written_cell = safe(value)
    assert not written_cell.lstrip(" \u00a0\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋"))
    assert read(written_cell) == value.replace("\0", "\ufffd")


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_makes_a_whole_table_and_a_whole_network(texts: list[str]) -> None:
    odd = replace(SUSPECT, said=tuple(Said("notes", text) for text in texts), caption="".join(texts))
    assert len(rows(whole(Format.CSV, odd))) == 1
    ElementTree.fromstring(whole(Format.GRAPHML, odd, LINK))


def test_htcds_has_the_exact_names_of_the_standard() -> None:
    (person, victim) = rows(whole(Format.HTCDS, *ALL))
    assert person["prs_FirstName"] == "บองเล็ก"
    assert person["prs_Gender"] == "Masculine"
    assert person["prs_Birthdate"] == "1987"
    assert person["ext_Samakki_Reference"] == "E-1"
    assert victim["vic_TypeOfExploitation"] == "ForcedLabour"
    assert victim["ext_village"] == "somewhere"


def test_what_came_as_htcds_leaves_unchanged() -> None:
    items = {
        "prs_FirstName": "Sok",
        "vic_MethodsOfControl": "DebtBondage;Other",
        "ext_X": "=1",
        "prs_Citizenship": "KH",
    }
    came = replace(SUSPECT, said=tuple(Said(f"htcds:{item}", value) for item, value in items.items()))
    (found,) = rows(whole(Format.HTCDS, came))
    assert {item: read(found[item]) for item in items} == items


def test_columns_stand_in_the_order_of_the_standard() -> None:
    columns = htcds.columns_of(["htcds:vic_AgeWhenTrafficked", "htcds:org_Name", "htcds:ext_a", "gender"])
    assert columns == (
        "ext_Samakki_Reference",
        "org_Name",
        "prs_FirstName",
        "prs_Gender",
        "prs_SecondName",
        "vic_AgeWhenTrafficked",
        "ext_a",
    )


def test_a_network_has_nodes_and_edges_that_meet() -> None:
    root = ElementTree.fromstring(b"".join(graphml.written(ALL)))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = [node.get("id") for node in root.iter(f"{space}node")]
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{space}edge")]
    assert nodes == ["E-1", "E-2"]
    assert edges == [("E-1", "E-2")]


def test_a_value_that_names_another_entity_is_an_edge_too() -> None:
    house = replace(SUSPECT, said=(Said("addressEntity", "E-9", target="E-9"),))
    assert b'source="E-1" target="E-9"' in b"".join(graphml.written([house]))


def test_a_link_without_both_ends_is_a_node() -> None:
    half = replace(LINK, said=LINK.said[:1])
    assert b'<node id="E-3">' in b"".join(graphml.written([half]))


def test_writers_hold_one_entity_at_a_time() -> None:
    taken = 0

    def many() -> Iterator[Leaving]:
        nonlocal taken
        for _number in range(100):
            taken += 1
            yield SUSPECT

    for form in Format:
        taken = 0
        pieces = written(form, many(), [("name", ())])
        for _piece in zip(range(3), pieces, strict=False):
            pass
        assert taken < 10


def test_formats_say_what_they_are() -> None:
    assert {(media_type(form), extension(form)) for form in Format} == {
        ("application/json", "ftm.json"),
        ("text/csv", "csv"),
        ("text/csv", "htcds.csv"),
        ("application/xml", "graphml"),
    }
    assert followthemoney.as_object(SUSPECT)["id"] == "E-1"


def test_every_name_is_asked_about_once_whoever_it_is_of() -> None:
    twice = replace(SUSPECT, reference="E-4", said=(Said("name", "SOK dara"), Said("alias", "Dara Sok")))
    father = replace(SUSPECT, reference="E-5", said=(Said("fatherName", "Chea Vuth"), Said("firstName", "Nary")))
    code = replace(PROTECTED, reference="E-6")
    thing = replace(SUSPECT, reference="E-7", schema="Vehicle", said=(Said("name", "white van"),))
    names = personal_names([twice, father, code, thing])
    assert [(one.name, one.entities) for one in names] == [
        ("SOK dara", ("E-4",)),
        ("Nary", ("E-5",)),
        ("Chea Vuth", ("E-5",)),
    ]
    assert key_of("SOK dara") == key_of("Dara,  Sok")


def test_nothing_leaves_unanswered_or_with_the_name_of_a_victim() -> None:
    names = personal_names([SUSPECT])
    key = names[0].key
    assert refusals_to_send(names, {key: Whose.SUSPECT}) == ()
    assert [one.code for one in refusals_to_send(names, {})] == ["names-not-answered"]
    assert [one.code for one in refusals_to_send(names, {key: Whose.VICTIM})] == ["name-of-a-victim"]
