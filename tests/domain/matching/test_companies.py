"""Names of companies: legal forms apart, the exact one above what only resembles it, scripts across."""

import pytest

from samakki.matching.domain import companies
from samakki.matching.domain.definition import shipped
from samakki.matching.domain.levels import compare
from samakki.matching.domain.rarity import by_holders, listed
from samakki.matching.domain.records import Saying, read_record
from samakki.matching.domain.weighing import weigh


def weight(a: str, b: str, schema: str = "Company") -> float:
    """What two names are worth with nothing else known."""
    definition = shipped()
    mine, theirs = (read_record("", schema, [Saying("name", name)]) for name in (a, b))
    return weigh(definition, compare(definition, mine, theirs), listed).weight


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Golden Boat Co., Ltd.", "GOLDEN BOAT COMPANY LIMITED"),
        ("Golden Boat Pte Ltd", "Golden Boat (Pte.) Limited"),
        ("Golden Boat Sdn. Bhd.", "Golden Boat Sendirian Berhad"),
        ("บริษัท เรือทอง จำกัด", "บจก. เรือทอง"),
        ("ក្រុមហ៊ុន ទូកមាស ឯ.ក", "ទូកមាស"),
        ("ບໍລິສັດ ດາວເຮືອງ ຈຳກັດ", "ດາວເຮືອງ"),
        ("Công ty TNHH Hoa Sen", "HOA SEN CO LTD"),
        ("西港云顶科技有限公司", "西港云顶科技有限责任公司"),
        ("PT Bahtera Jaya Tbk", "P.T. Bahtera Jaya, Tbk."),
        ("Siemens Aktiengesellschaft", "Siemens AG"),
    ],
)
def test_a_legal_form_makes_no_other_company(a: str, b: str) -> None:
    assert companies.is_same(a, b)
    assert companies.likeness(a, b) == 1.0


@pytest.mark.parametrize(
    ("name", "exact", "partial"),
    [
        ("Deutsche Vermoegensberatung AG", "Deutsche Vermögensberatung AG", "Allfinanz Deutsche Vermögensberatung AG"),
        ("Golden Boat Trading Co Ltd", "Golden Boat Trading Limited", "Golden Star Trading Co Ltd"),
        ("Siam Gold 2 Co Ltd", "Siam Gold 2 Ltd", "Siam Gold 3 Co Ltd"),
        ("华为技术有限公司", "Huawei Technologies Co., Ltd.", "Hualing Technologies Co., Ltd."),
        ("บริษัท สยามทอง เทรดดิ้ง จำกัด", "Siam Thong Trading Co., Ltd.", "Siam Cement Trading Co., Ltd."),
    ],
)
def test_the_exact_name_stands_above_one_that_resembles_it(name: str, exact: str, partial: str) -> None:
    assert companies.likeness(name, exact) > companies.likeness(name, partial)
    assert weight(name, exact) > weight(name, partial)


def test_what_is_alike_does_not_depend_on_the_order() -> None:
    for a, b in (("Siam Gold Group", "Siamgold"), ("ABC Holding Ltd", "A.B.C. Bank PLC"), ("บมจ. ปตท.", "PTT PCL")):
        assert companies.likeness(a, b) == pytest.approx(companies.likeness(b, a))


def test_common_words_alone_weigh_little() -> None:
    assert weight("International Trading Co Ltd", "International Trading Ltd") < weight(
        "Mekong Naga Ltd", "Mekong Naga"
    )


def test_a_person_of_the_same_words_is_compared_as_before() -> None:
    assert (
        read_record("", "Person", [Saying("name", "Sok Dara")]).of("name")[0]
        != read_record("", "Company", [Saying("name", "Sok Dara")]).of("name")[0]
    )
    assert weight("Sok Dara", "Dara Sok", "Person") > 0


@pytest.mark.parametrize(
    ("asked", "wanted", "other"),
    [
        ("鑫源建设 2有限公司", "Xinyuan Construction 2 Co., Ltd.", "Xinyuan Construction 9 Co., Ltd."),
        ("ห้างหุ้นส่วนจำกัด เพชรแดง ก่อสร้าง ๕", "Phet Daeng Construction 5 LP", "Phet Daeng Construction 12 LP"),
        ("Công ty TNHH Ánh Dương vận tải", "AnhDuong Transport Co., Ltd.", "Anh Duong Services 11 JSC"),
    ],
)
def test_numbers_and_kinds_of_business_count_across_scripts(asked: str, wanted: str, other: str) -> None:
    assert companies.likeness(asked, wanted) > companies.likeness(asked, other)


def test_words_that_many_companies_here_share_weigh_less() -> None:
    definition = shipped()
    mine, theirs = (read_record("", "Company", [Saying("name", one)]) for one in ("Golden Boat Ltd", "Golden Boat"))
    found = compare(definition, mine, theirs)
    asked: list[frozenset[str]] = []

    def eleven(words: frozenset[str]) -> int:
        asked.append(words)
        return 11

    alone, among_many = (by_holders(definition, lambda _value: 1, *more) for more in ((), (eleven,)))
    (name,) = [one for one in found if one.comparison == "name"]
    assert among_many(name) == pytest.approx(10 * (alone(name) or 0))
    assert weigh(definition, found, among_many).weight < weigh(definition, found, alone).weight
    assert asked[0] == {"golden", "boat"}
