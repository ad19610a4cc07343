"""Marked names go through a whole journey, with every way of failing; then everything that was written is searched."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET
from samakki.node.config import load
from tools.trial.node import TrialNode
from tools.trial.visitor import Answer, Visitor

ADMINISTRATOR, NAME = "ly.bunthoeun", "លី ប៊ុនធឿន"  # who signs in
TYPED = "Zvezdana-Markova"  # what is typed everywhere
MARKS = (ADMINISTRATOR, NAME, TYPED, PASSWORD, SECOND_FACTOR_SECRET)


def forms_of(mark: str) -> set[bytes]:
    """A mark as it may be written: as it is, escaped for JSON or an address, in small letters."""
    escaped = json.dumps(mark).strip('"')
    return {form.encode() for one in (mark, escaped, quote(mark)) for form in (one, one.lower())}


def written(node: TrialNode) -> Iterator[tuple[str, bytes]]:
    """Everything the node wrote outside of its database: logs, what its processes said, reports, file names."""
    for path in [*node.home.rglob("*"), *node.home.parent.glob("*.out")]:
        yield "a file name", str(path.relative_to(node.home.parent)).encode()
        if path.is_file() and "data" not in path.parts and "static" not in path.parts:
            yield path.name, path.read_bytes()


def journey(node: TrialNode) -> list[Answer]:
    """Sign in with wrong and right words, look for people, follow dead links, and meet faults; the error pages."""
    pages = []
    with node.visitor() as visitor:
        page = visitor.follow(visitor.get(f"/?next={TYPED}"))
        visitor.submit(page, "password", login=TYPED, password=TYPED)
        visitor.submit(page, "password", login=ADMINISTRATOR, password=TYPED)
    with node.visitor() as visitor:
        visitor.sign_in(ADMINISTRATOR, PASSWORD, SECOND_FACTOR_SECRET)
        visitor.get(f"/officers/?text={TYPED}&q={TYPED}")
        pages.append(visitor.get(f"/officers/{TYPED}/"))
        pages.append(visitor.get(f"/{TYPED}/?{TYPED}"))
        pages.append(add_officer(visitor))
        break_tables(node)
        pages.append(visitor.get(f"/officers/?text={TYPED}"))
        pages.append(add_officer(visitor))
    with node.visitor() as visitor:
        page = visitor.follow(visitor.get("/"))
        pages.append(visitor.submit(page, "password", login=TYPED, password=TYPED))
    return pages


def add_officer(visitor: Visitor) -> Answer:
    fields = {
        "username": f"{TYPED}.x",
        "full_name": f"{TYPED} {NAME}",
        "desk": "KH/OPS/NODE/admin",
        "language": "en",
    }
    return visitor.post("/officers/add/", fields)


def break_tables(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("ALTER TABLE access_officer RENAME COLUMN full_name TO gone")
        database.execute("ALTER TABLE axes_accessattempt RENAME TO gone")


def test_no_name_reaches_a_log_an_output_or_an_error_page(node: TrialNode) -> None:
    node.start()
    try:
        pages = journey(node)
    finally:
        node.stop()
    node.samakki("officer", "add", f"{TYPED}.y", "--name", TYPED, "--desk", "KH/OPS/NODE/admin", must_work=False)
    log = "".join(path.read_text("utf-8") for path in (node.home / "logs").iterdir())
    faults = [page for page in pages if page.status == 500]
    assert len(faults) >= 2, [page.status for page in pages]
    assert all(json.loads(line) for line in log.splitlines())
    for where, content in written(node):
        for mark in MARKS:
            assert not [form for form in forms_of(mark) if form in content], (where, mark)
    for page in faults:
        assert not [mark for mark in MARKS if mark in page.text]


@pytest.mark.parametrize("path", ["/officers/"])
def test_the_number_on_the_error_page_leads_to_the_line_in_the_log(node: TrialNode, path: str) -> None:
    node.start()
    with node.visitor() as visitor:
        visitor.sign_in(ADMINISTRATOR, PASSWORD, SECOND_FACTOR_SECRET)
        break_tables(node)
        page = visitor.get(path)
    node.stop()
    lines = [json.loads(line) for line in Path(node.home / "logs" / "web-1.log").read_text("utf-8").splitlines()]
    (line,) = [line for line in lines if line.get("reference") and "error" in line]
    assert page.status == 500
    assert line["reference"] in page.text
    assert any("SQLITE_ERROR" in kind for kind in line["error"]["kinds"])
    assert "Traceback" not in page.text
