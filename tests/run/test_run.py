import ast
import sys
from pathlib import Path

import pytest

import run
from tools import checks
from tools.checks import Result, Step
from tools.environment import ROOT

BARE = [
    "run.py",
    *(
        f"tools/{name}.py"
        for name in ("auditing", "checks", "children", "environment", "packages", "postgres", "progress", "uv")
    ),
]


@pytest.mark.parametrize("path", BARE)
def test_what_runs_before_anything_is_installed_needs_only_python(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"), feature_version=(3, 9))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == {"tools"} & imported


def test_the_explanation_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    told = capsys.readouterr().out
    assert [name for name in run.COMMANDS if f"\n  {name} " not in told] == []


def test_an_unknown_command_is_answered_with_the_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["serve"]) == 2
    assert "no command “serve”" in capsys.readouterr().err


def test_every_failure_is_shown_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    results = [
        Result("style", is_good=False, output="line one is wrong", seconds=0.1),
        Result("types", is_good=True, output="chatter", seconds=0.2),
        Result("layers", is_good=False, output="upward import", seconds=0.3),
    ]
    assert checks.report(results) == 1
    told = capsys.readouterr().out
    assert "line one is wrong" in told
    assert "upward import" in told
    assert "chatter" not in told
    assert "2 of 3 checks failed" in told


def test_a_check_that_cannot_start_is_a_failure_and_hides_no_other() -> None:
    result = checks.run(Step("gone", ["/nowhere/program"]))
    assert not result.is_good
    assert "/nowhere/program" in result.output


def test_checks_see_files_by_their_whole_path() -> None:
    assert checks.run(Step("here", [sys.executable, "-c", "import os; print(os.getcwd())"])).output.strip() == str(ROOT)


def test_paths_on_the_command_line_are_not_left_out_on_postgresql() -> None:
    folders = [*run.PAGE_FOLDERS, *run.NO_DATABASE, *run.OWN_DATABASE]
    assert run.left_out(["-k", "policy"]) == [f"--ignore={folder}" for folder in folders]
    assert run.left_out(["tests/rules/test_markup.py::test_x", "-q"]) == []
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_the_browsers_looked_for_are_the_ones_tests_use() -> None:
    source = (Path(ROOT) / "tests/support/browser.py").read_text("utf-8")
    assert [name for name in run.CHROMIUM if f'"{name}"' not in source] == []
