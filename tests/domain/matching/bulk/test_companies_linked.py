"""Tables of companies: linked by their own words, in any script, as one company is compared with another on a page."""

import csv
from pathlib import Path

from samakki.matching.bulk import running
from samakki.matching.bulk.cells import cell, values
from samakki.matching.bulk.columns import guess
from samakki.matching.bulk.judging import places
from samakki.matching.bulk.running import Wish
from samakki.matching.domain.definition import Definition, as_json, shipped
from samakki.matching.domain.levels import compare, pattern
from samakki.matching.domain.records import Named, Record

COMPANIES = [
    ("1", "Golden Boat Co., Ltd."),
    ("2", "บริษัท Golden Boat จำกัด"),
    ("3", "Golden Star Trading Co., Ltd."),
    ("4", "Siam Gold 2 Co., Ltd."),
    ("5", "Siam Gold 3 Co., Ltd."),
    ("6", "西港云顶科技有限公司"),
    ("7", "西港云顶科技有限责任公司"),
    ("8", "Siam Gold 2 PCL"),
]


def test_companies_are_linked_by_their_own_words(tmp_path: Path) -> None:
    path, out, told = tmp_path / "companies.csv", tmp_path / "matches.csv", tmp_path / "names.json"
    path.write_text("ref,company name\n" + "".join(f'{ref},"{name}"\n' for ref, name in COMPANIES), encoding="utf-8")
    told.write_text(as_json(Definition("test", 0.05, (shipped().comparison("name"),))))
    wish = Wish((path,), out, tmp_path / "work", threshold=0.5, definition=told, memory_mb=500, explain=True)
    running.run(wish, lambda _stage, _done, _of: None)
    with out.open(encoding="utf-8-sig", newline="") as lines:
        found = {(row[0], row[1]): row[4] for row in list(csv.reader(lines))[1:]}
    assert {pair for pair, level in found.items() if level == "equal"} == {("1", "2"), ("6", "7")}
    assert ("4", "5") not in found


def test_a_column_of_companies_says_so() -> None:
    (use,) = guess(["company name"], {"company name": [name for _, name in COMPANIES]})
    assert use.words() == "name company"


def test_a_cell_keeps_that_a_name_is_of_a_company() -> None:
    company, person = Named("Golden Boat Ltd", "en", is_company=True), Named("Sok Dara")
    assert values(cell([company, person]), "name") == (company, person)


def test_pairs_of_cells_have_the_levels_of_a_page() -> None:
    alone = Definition("", 0.5, (shipped().comparison("name"),))
    names = [Named(name, is_company=True) for _, name in COMPANIES]
    for one in names:
        for other in names:
            (place,) = places(alone.comparisons[0], [(cell([one]), cell([other]))])
            mine, theirs = (Record("", values={"name": (name,)}) for name in (one, other))
            assert (place,) == tuple(pattern(alone, compare(alone, mine, theirs)))
