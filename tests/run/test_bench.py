import doctest
import json
import signal
from pathlib import Path

import pytest

from tools.bench import __main__ as bench
from tools.bench import drawing, figure, pages, rows
from tools.bench.figure import Figure, percentile
from tools.trial import visitor


@pytest.mark.parametrize("module", [figure, pages, rows, visitor], ids=lambda module: module.__name__)
def test_examples_in_the_tools_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]  # a module, which the stub wants under another name
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("value", "peer_value", "target", "is_met"),
    [
        (2.0, 1.0, (None, 2.0), True),
        (2.1, 1.0, (None, 2.0), False),
        (0.96, 1.0, (0.95, 1.05), True),
        (0.94, 1.0, (0.95, 1.05), False),
        (1.06, 1.0, (0.95, 1.05), False),
        (100.0, None, (50.0, None), True),
        (40.0, None, (50.0, None), False),
        (40.0, 1.0, None, None),
    ],
)
def test_a_target_judges_the_ratio_or_else_the_value(
    value: float, peer_value: float | None, target: tuple[float | None, float | None] | None, is_met: bool | None
) -> None:
    assert Figure("x", value, "ms", peer="y", peer_value=peer_value, target=target).is_met is is_met


def test_a_line_holds_what_applies_and_nothing_else() -> None:
    assert json.loads(Figure("x", 1.23456, "ms").line()) == {"name": "x", "value": 1.235, "unit": "ms"}


def test_percentiles_are_values_that_were_measured() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert [percentile(hundred, share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 50.0, 95.0, 100.0]
    assert percentile([7.0], 0.95) == 7.0


def test_every_subject_can_be_measured() -> None:
    assert "node" in bench.subjects()
    assert "figure" not in bench.subjects()


def test_what_is_measured_is_saved_after_each_subject_without_a_path_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    saved: list[tuple[list[str], str]] = []

    def measured(subject: str, *, short: bool) -> list[Figure]:
        assert short
        if subject == "node":
            raise KeyboardInterrupt
        return [Figure(f"{subject}.x", 1.0, "ms")]

    def save(figures: dict[str, list[Figure]], *, command: str, seconds: float) -> None:
        assert seconds >= 0
        saved.append((sorted(figures), command))

    monkeypatch.setattr(bench, "measured", measured)
    monkeypatch.setattr(pages, "save", save)
    monkeypatch.setenv("SAMAKKI_BENCH_NODES", "")  # as it was again after this test
    words = ["audit", "node", "--short", "--nodes", "/some/where", "--save"]
    monkeypatch.setattr("sys.argv", ["bench", *words])
    with pytest.raises(KeyboardInterrupt):
        bench.main()
    assert saved == [(["audit"], "python3 run.py bench audit node --short --nodes DIR --save")]
    assert "audit: 1 figures in 0 s" in capsys.readouterr().err


def test_who_is_told_to_end_leaves_every_block_once(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[int, object]] = []
    monkeypatch.setattr(signal, "signal", lambda number, act: heard.append((number, act)))
    with pytest.raises(KeyboardInterrupt):
        bench.end(signal.SIGTERM, None)
    assert heard == [(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)]


def test_saving_keeps_what_people_wrote_and_what_was_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "benchmarks.md"
    marks = f"{pages.MISSED}\n\nolder\n\n{pages.END_OF_MISSED}"
    page.write_text(
        f"# Figures\n\n{marks}\n\nBefore.\n\n{pages.BEGIN}\n\n## node\n\nold\n\n{pages.END}\n\nAfter.\n", "utf-8"
    )
    monkeypatch.setattr(pages, "PAGE", page)
    pages.save({"audit": [Figure("audit.verified", 5.0, "1/s", note="kept")]}, command="bench audit")
    node = Figure("node.start", 2.0, "s", peer="bare", peer_value=1.0, target=(None, 3.0))
    pages.save({"node": [node]}, command="bench node")
    text = page.read_text("utf-8")
    assert text.startswith(
        f"# Figures\n\n{pages.MISSED}\n\nAll 1 targets are met.\n\n{pages.END_OF_MISSED}\n\nBefore.\n"
    )
    assert text.endswith("\nAfter.\n")
    assert "| `node.start` | 2.0 s | bare | 1.0 s | 2.00 | at most 3.0 | yes |" in text
    assert "bench node" in text
    assert "- `audit.verified`: kept" in text
    assert text.index("## audit") < text.index("## node")
    assert "old" not in text


def test_the_page_of_figures_can_be_written_to() -> None:
    text = pages.PAGE.read_text("utf-8")
    assert text.index(pages.BEGIN) < text.index(pages.END)


def test_what_misses_its_target_is_the_first_thing_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(f"{pages.MISSED}{pages.END_OF_MISSED}\n{pages.BEGIN}{pages.END}\n", "utf-8")
    monkeypatch.setattr(pages, "PAGE", page)
    slow = Figure("node.start", 4.0, "s", peer="bare", peer_value=1.0, target=(None, 3.0))
    small = Figure("node.memory", 4.0, "MB", target=(None, 3.0))
    pages.save({"node": [slow, small, Figure("node.pages", 9.0, "1/s", target=(3.0, None))]}, command="bench node")
    told = page.read_text("utf-8").splitlines()[2]
    assert told == (
        "**2 of 3 targets are missed:** `node.start` 4 (at most 3.0 of the peer); `node.memory` 4 (at most 3.0)."
    )
    first = page.read_text("utf-8")
    pages.save({}, command="")
    assert page.read_text("utf-8") == first, "drawing anew changes nothing"
    picture = (tmp_path / "pictures" / "figures-node.svg").read_text("utf-8")
    assert first.count("figures-node.svg") == 1
    assert [f"× {times}" in picture for times in ("0.75 missed", "0.75", "3<")] == [True, True, True]


def test_what_a_page_says_can_be_read_back() -> None:
    figures = [
        Figure("x.some.p95.1000.sqlite", 12.0, "ms", peer="y", peer_value=6.0, target=(None, 3.0)),
        Figure("x.some.p95.10000.sqlite", 48.0, "ms"),
        Figure("x.some.p95.10000.postgresql", 50.0, "ms", target=(0.95, 1.05)),
    ]
    read = list(rows.rows(pages.section(figures, command="bench")))
    assert [(row.name, row.value, row.unit, row.ratio) for row in read] == [
        (one.name, one.value, one.unit, one.ratio) for one in figures
    ]
    assert [(row.lowest, row.highest) for row in read] == [one.target or (None, None) for one in figures]
    assert [row.is_met for row in read] == [one.is_met for one in figures]
    assert ", in 24 min." in pages.section(figures, command="bench", seconds=1_440)
    assert rows.growths(read) == [rows.Growth("x.some.p95", "ms", {"sqlite": ((1000, 12.0), (10_000, 48.0))})]
    drawn = drawing.picture("x", read)
    assert drawn is not None
    assert "12 → 48 ms at 1,000 → 10,000" in drawn


def test_the_first_line_and_the_pictures_are_those_of_the_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = pages.PAGE
    copy = tmp_path / "benchmarks.md"
    copy.write_text(committed.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(pages, "PAGE", copy)
    pages.save({}, command="")
    assert copy.read_text("utf-8") == committed.read_text("utf-8"), "python3 run.py bench --draw"
    for drawn in (tmp_path / "pictures").iterdir():
        assert drawn.read_text("utf-8") == (committed.parent / "pictures" / drawn.name).read_text("utf-8")
