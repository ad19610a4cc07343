"""Whole runs on a register of made-up people: what is learned from it, the same bytes again, a run that was killed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from samakki.matching.bulk import running
from samakki.matching.bulk.running import Outcome, Wish
from tests.domain.matching.bulk.test_running import found, say
from tools.bench import link_febrl

REGISTER_COLUMNS = """[columns]
rec_id = "id"
given_name = "word given"
surname = "word family"
street_number = "word street_number"
postcode = "word postcode"
date_of_birth = "birth"
soc_sec_id = "document"
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> tuple[Wish, Outcome, bytes]:
    folder = tmp_path_factory.mktemp("register")
    link_febrl.write(folder / "register.csv", 1_500, seed=3, has_identifier=True)
    (folder / "columns.toml").write_text(REGISTER_COLUMNS)
    wish = Wish(
        (folder / "register.csv",),
        folder / "matches.csv",
        folder / "work",
        columns=(folder / "columns.toml",),
        memory_mb=500,
        chart=folder / "chart.svg",
    )
    outcome = running.run(wish, say)
    return wish, outcome, wish.out.read_bytes()


def test_weights_are_learned_and_nearly_all_duplicates_found(register: tuple[Wish, Outcome, bytes]) -> None:
    wish, outcome, _ = register
    people = [link_febrl.person_of(row[0]) for row in link_febrl.records(1_500, seed=3)]
    same = [link_febrl.person_of(one) == link_febrl.person_of(other) for one, other in found(wish.out)]
    wanted = sum(people[place + 1 :].count(one) for place, one in enumerate(people))
    assert outcome.is_learned
    assert sum(same) / len(same) > 0.98
    assert sum(same) / wanted > 0.95
    assert wish.chart is not None
    assert wish.chart.read_text().startswith("<svg")


def test_the_same_words_give_the_same_bytes(register: tuple[Wish, Outcome, bytes], tmp_path: Path) -> None:
    wish, _, content = register
    running.run(replace(wish, out=tmp_path / "again.csv", work=tmp_path / "work", chart=None), say)
    assert (tmp_path / "again.csv").read_bytes() == content


KILLED = """
import sys
from pathlib import Path
from samakki.matching.bulk import running
def say(stage, done, of):
    print(stage, flush=True)
    if stage == "compare":
        sys.stdin.read()
files, out, work, columns = map(Path, sys.argv[1:])
running.run(running.Wish((files,), out, work, columns=(columns,), memory_mb=500), say)
"""


def test_a_run_that_was_killed_goes_on_where_it_was(register: tuple[Wish, Outcome, bytes], tmp_path: Path) -> None:
    wish, _, content = register
    out, work = tmp_path / "matches.csv", tmp_path / "work"
    words = [sys.executable, "-c", KILLED, *map(str, (wish.files[0], out, work, wish.columns[0]))]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        while program.stdout.readline().strip() not in ("compare", ""):
            pass
        os.kill(program.pid, signal.SIGKILL)
    assert not out.exists()
    (work / "matches0.parquet.part").write_bytes(b"half")
    begun = time.monotonic()
    outcome = running.run(replace(wish, out=out, work=work, chart=None), say)
    assert {"rules.json", "learned.json"} <= set(outcome.resumed)
    assert out.read_bytes() == content
    assert time.monotonic() - begun < 60

    # With another seed it is another run, and nothing of the first is used.
    work.mkdir()
    (work / "inputs.json").write_text('{"digest": "other"}')
    (work / "records.parquet").write_bytes(b"of something else")
    assert not running.run(replace(wish, out=out, work=work, chart=None), say).resumed
    assert out.read_bytes() == content
