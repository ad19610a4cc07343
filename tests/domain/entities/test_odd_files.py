"""Files as people bring them: headings with words around them, and victims who must not come in in the clear."""

import io
import json
from datetime import date

import pytest

from samakki.entities.domain.importing import ftm_lines
from samakki.entities.domain.importing.encodings import Encoding, detect
from samakki.entities.domain.importing.guessing import guess, victims_guessed
from samakki.entities.domain.importing.headings import understood
from samakki.entities.domain.importing.pieces import Piece
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.recognising import recognise
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.tables import Reading, first_look

ON = date(2026, 3, 1)


def read(text: str, *, victims: tuple[str, ...] = (), encoding: str = "utf-8") -> list[Piece]:
    """What a table gives as guessed, beside people who are said to be victims."""
    file = io.BytesIO(text.encode(encoding))
    kind = recognise(file, "text/csv").kind
    if kind is not ImportKind.CSV:
        return list(pieces_in(file, "text/csv", kind, Reading(country="KH"), [], on=ON))
    preview = first_look(file, kind, country="KH")
    guesses = guess(preview.layout.columns)
    told = victims_guessed(preview.layout.columns, guesses, [])
    reading = Reading(**{**preview.reading.as_json(), "victims": [*victims, *told]})  # type: ignore[arg-type]  # as found
    columns = [{"key": key, "target": one.target} for key, one in guesses.items()]
    return list(pieces_in(file, "text/csv", kind, reading, columns, on=ON))


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("D.O.B (dd/mm/yyyy)", "person:birthDate"),
        ("Name of suspect", "person:name"),
        ("Current home address", "address:full"),
        ("Mobile #", "phone:number"),
        ("Bank A/C", "bank:accountNumber"),
        ("ឈ្មោះ\u200bពេញ", "person:name"),
        ("អាសយដ្ឋានបច្ចុប្បន្ន", "address:full"),
        ("เบอร์โทรศัพท์มือถือ", "phone:number"),
        ("ข้อมูลบุคคล – วัน/เดือน/ปีเกิด", "person:birthDate"),
        ("ທີ່ຢູ່ປັດຈຸບັນ", "address:full"),
        ("ဖုန္း", "phone:number"),  # Zawgyi
        ("နေရပ်လိပ်စာ", "address:full"),
        ("Địa chỉ thường trú", "address:full"),
        ("联系电话", "phone:number"),
        ("手機號碼", "phone:number"),
        ("Tempat, Tanggal Lahir", "person:birthDate"),
        ("Village name", None),
        ("ชื่อถนน", None),
        ("Arrest date", None),
    ],
)
def test_a_heading_is_understood_with_the_words_around_it(heading: str, target: str | None) -> None:
    assert understood(heading) == target


def test_chinese_of_taiwan_is_not_taken_for_thai() -> None:
    text = "編號,姓名,性別,出生日期,手機號碼\n1,陳大文,男,民國79年5月17日,0912345678\n"
    assert detect(io.BytesIO(text.encode("big5"))).encoding is Encoding.CHINESE_BIG5
    (piece,) = read(text, encoding="big5")
    assert [one.value for one in piece.entities[0].statements if one.prop == "birthDate"] == ["1990-05-17"]


def test_given_and_family_name_apart_make_one_name() -> None:
    (piece,) = read("ชื่อ,นามสกุล,วันเกิด (พ.ศ.)\nสมชาย,ใจดี,17/05/2533\n")
    said = {one.prop: one.value for one in piece.entities[0].statements}
    assert (said["name"], said["birthDate"]) == ("สมชาย ใจดี", "1990-05-17")


def test_what_stands_for_nothing_is_nothing() -> None:
    (piece,) = read("Name,Phone,DOB\nSok Dara,-,unknown\n")
    assert [one.schema for one in piece.entities] == ["Person"]


@pytest.mark.parametrize(
    "text",
    [
        "Victim name,Age,Phone,Address\nLe Thi Hoa,16,+84912345678,Poipet\n",
        "Full Name,Role in case,Phone\nLe Thi Hoa,VoT,+84912345678\n",
        "Name,Remark,Phone\nLe Thi Hoa,Presumed victim,+84912345678\n",
        "Name,Type of exploitation,Phone\nLe Thi Hoa,forced labour,+84912345678\n",
        "ឈ្មោះ,ប្រភេទ,លេខទូរស័ព្ទ\nLe Thi Hoa,ជនរងគ្រោះ,+84912345678\n",
        "ชื่อ-สกุล,สถานะ,โทรศัพท์\nLe Thi Hoa,ผู้เสียหาย,+84912345678\n",
        "姓名,身份,电话\nLe Thi Hoa,被害人,+84912345678\n",
        "Họ và tên,Tư cách,Điện thoại\nLe Thi Hoa,Nạn nhân,+84912345678\n",
        "PRS_FIRSTNAME,prs_MobilePhone,Vic_TraffickingStatus\nLe Thi Hoa,+84912345678,-99\n",
        "First Name,Mobile Phone,Gender,Type of Exploitation\nLe Thi Hoa,+84912345678,Feminine,ForcedLabour\n",
        "id,schema,name,phone,status\n1,Person,Le Thi Hoa,+84912345678,victim\n",
    ],
)
def test_whoever_a_file_calls_a_victim_goes_behind_a_code_with_her_telephone(text: str) -> None:
    (piece,) = read(text)
    (identity,) = piece.identities
    person = piece.entities[identity.place]
    clear = [one.value for one in person.statements if one.prop not in identity.record]
    others = [
        one.value for place, other in enumerate(piece.entities) if place != identity.place for one in other.statements
    ]
    assert "Le Thi Hoa" in identity.spellings
    assert not any("Hoa" in value or "912345678" in value for value in (*clear, *others))


def test_a_suspect_in_the_row_of_a_victim_stays_in_the_clear_with_his_own_telephone() -> None:
    (piece,) = read("Victim name,Suspect name,Suspect phone\nLe Thi Hoa,Tran Van Nam,0987654321\n")
    (identity,) = piece.identities
    assert [one.schema for one in piece.entities] == ["Person", "Person", "UserAccount", "Associate", "UnknownLink"]
    assert identity.spellings == ("Le Thi Hoa",)
    link = {one.prop: one.target for one in piece.entities[4].statements}
    assert (link["subject"], link["object"]) == ("#1", "#2")


def entity(identifier: str, schema: str, **properties: object) -> str:
    """One line of a FollowTheMoney file."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return json.dumps({"id": identifier, "schema": schema, "properties": listed})


def ftm(*lines: str) -> list[Piece]:
    """What a FollowTheMoney file of these lines gives."""
    return list(ftm_lines.pieces(io.BytesIO("\n".join(lines).encode())))


def test_the_role_in_a_link_further_down_protects_and_her_paper_is_left_out() -> None:
    found = ftm(
        entity("p", "Person", name="Le Thi Hoa", birthDate="17.5.2007", phone="+84912345678"),
        entity("paper", "Passport", holder="p", number="N1234567"),
        entity("c", "CourtCaseParty", party="p", case="x", role="victim"),
    )
    assert [len(piece.identities) for piece in found] == [1, 0, 0]
    assert {"name", "phone", "birthDate"} <= set(found[0].identities[0].record)
    assert [one.reason.code for one in found[1].failures] == ["paper-of-a-victim"]


def test_an_answer_of_an_api_is_read_with_the_entities_inside() -> None:
    inner = {"id": "p", "schema": "Person", "properties": {"name": ["Lim"]}}
    whole = {"results": [{"id": "o", "schema": "Ownership", "properties": {"owner": [inner], "asset": ["c"]}}]}
    (piece,) = ftm(json.dumps(whole, indent=1))
    assert [one.schema for one in piece.entities] == ["Ownership", "Person"]


def test_a_simplified_list_keeps_names_and_numbers() -> None:
    text = "id,schema,name,aliases,birth_date,phones\nx,Person,Lim Heng,Heng LIM;林亨,1980-03-04,+85512345678\n"
    (piece,) = read(text)
    said = {(one.prop, one.value) for one in piece.entities[0].statements}
    assert {("alias", "Heng LIM"), ("alias", "林亨"), ("birthDate", "1980-03-04"), ("phone", "+85512345678")} <= said


def test_a_table_with_one_statement_a_row_gives_whole_entities() -> None:
    text = (
        "canonical_id,entity_id,prop,prop_type,schema,value,dataset\n"
        "NK-1,gb-1,name,name,LegalEntity,Golden Boat Ltd,gb\n"
        "NK-1,xx-9,jurisdiction,country,Company,kh,xx\n"
        "NK-1,gb-1,id,id,Company,0a1b,gb\n"
        "NK-2,gb-2,name,name,Person,Lim Heng,gb\n"
        "NK-2,gb-2,shoeSize,name,Person,43,gb\n"
        "NK-3,gb-3,name,name,Spaceship,X,gb\n"
    )
    company, person, unknown = read(text)
    (entity,) = company.entities
    assert entity.schema == "Company"
    assert [(one.prop, one.value) for one in entity.statements if one.prop != "samakki:foreignId"] == [
        ("name", "Golden Boat Ltd"),
        ("jurisdiction", "kh"),
    ]
    assert len(company.keys) == 3
    assert [one.reason.code for one in person.remarks] == ["property-left-out"]
    assert [one.reason.code for one in unknown.failures] == ["schema-unknown"]
