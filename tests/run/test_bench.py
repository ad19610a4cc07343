import doctest
import json
from pathlib import Path

import pytest

from tools.bench import __main__ as bench
from tools.bench import figure, pages
from tools.bench.figure import Figure, percentile
from tools.trial import visitor


@pytest.mark.parametrize("module", [figure, visitor], ids=lambda module: module.__name__)
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


def test_saving_keeps_what_people_wrote_and_what_was_not_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(f"# Figures\n\nBefore.\n\n{pages.BEGIN}\n\n## node\n\nold\n\n{pages.END}\n\nAfter.\n", "utf-8")
    monkeypatch.setattr(pages, "PAGE", page)
    pages.save({"audit": [Figure("audit.verified", 5.0, "1/s", note="kept")]}, command="bench audit")
    node = Figure("node.start", 2.0, "s", peer="bare", peer_value=1.0, target=(None, 3.0))
    pages.save({"node": [node]}, command="bench node")
    text = page.read_text("utf-8")
    assert text.startswith("# Figures\n\nBefore.\n")
    assert text.endswith("\nAfter.\n")
    assert "| `node.start` | 2.0 s | bare | 1.0 s | 2.00 | at most 3.0 | yes |" in text
    assert "bench node" in text
    assert "- `audit.verified`: kept" in text
    assert text.index("## audit") < text.index("## node")
    assert "old" not in text


def test_the_page_of_figures_can_be_written_to() -> None:
    text = pages.PAGE.read_text("utf-8")
    assert text.index(pages.BEGIN) < text.index(pages.END)
