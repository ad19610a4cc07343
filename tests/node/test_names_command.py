"""``samakki names``: works where there is no node, and never fails on what a file holds."""

import argparse
import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from samakki.names import bundle
from samakki.node.commands import names_command
from samakki.node.commands.console import Stopped
from tools.trial.node import TrialNode


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    names_command.arguments(parser)
    return names_command.run(parser.parse_args(words), Path("nowhere"))


def test_compare_says_score_and_reasons_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "លោក សុខ សុភា", "Sok Sophea", "--lang-a", "km") == 0
    said = capsys.readouterr().out
    assert "A possibility, not evidence of identity" in said
    assert "usual spellings of each other" in said
    assert "Taken off the first name as a title: លោក" in said
    assert "Which language the second name is in, is not known" in said


def test_compare_and_detect_give_codes_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    run("compare", "สมชาย", "Somchai", "--json")
    run("detect", "Trần Văn Hùng", "สมชาย", "--json")
    compared, *detected = map(json.loads, capsys.readouterr().out.splitlines())
    assert compared["score"] > 0.5
    assert compared["reasons"][0]["code"] == "letters-agree"
    assert [one["language"] for one in detected] == ["vi", "th"]


def test_romanise_and_detect_say_one_line_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    run("romanise", "陈明", "สมชาย")
    run("detect", "陈明")
    assert capsys.readouterr().out.splitlines() == [
        "Chen Ming",
        "Somchai",
        "陈明: Chinese script, language zh (guessed)",
    ]


def test_score_takes_rubbish_and_keeps_every_row(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    pairs.write_bytes(
        "name_a,lang_a,name_b,lang_b,note\r\nសុខា,km,Sokha,en,kept\r\n".encode()
        + b"\xff\xfe\x00,xx,\x80,??\r\nonly one\r\n,,,\r\na,b,c,d,e,f,g\r\n"
        + b"ab " * 60_000
        + b",,"
        + b"cd " * 60_000
        + b",,\r\n"
    )
    assert run("score", str(pairs), "--out", str(out)) == 0
    with out.open(encoding="utf-8", newline="") as lines:
        csv.field_size_limit(2**24)
        rows = list(csv.DictReader(lines))
        csv.field_size_limit(131072)
    assert len(rows) == 6
    assert rows[0]["note"] == "kept"
    assert float(rows[0]["score"]) > 0.5
    assert all(0 <= float(row["score"]) <= 1 for row in rows)
    assert set(tmp_path.iterdir()) == {pairs, out}


def test_score_says_what_a_file_lacks_and_leaves_nothing_behind(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    pairs.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Stopped) as stopped:
        run("score", str(pairs), "--out", str(out))
    assert "name_a, name_b" in stopped.value.why
    with pytest.raises(Stopped):
        run("score", str(tmp_path / "missing.csv"), "--out", str(out))
    assert set(tmp_path.iterdir()) == {pairs}


def test_names_need_no_node(tmp_path: Path) -> None:
    done = TrialNode(tmp_path / "nothing", 8001).samakki("names", "compare", "សុខា", "Sokha")
    assert "evidence of identity" in done.stdout
    assert not (tmp_path / "nothing").exists()


def test_train_says_what_a_list_of_places_lacks(tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("name_a,lang_a,name_b,lang_b\nស្វាយ,km,Svay,en\n", encoding="utf-8")
    with pytest.raises(Stopped) as few:
        run("train", str(places), "--out", str(tmp_path / "models.npz"))
    assert "found: Khmr 1" in few.value.why
    with pytest.raises(Stopped) as nowhere:
        run("train", str(tmp_path / "nowhere.csv"), "--out", str(tmp_path / "models.npz"))
    assert "nowhere.csv" in nowhere.value.why


def test_other_models_are_taken_from_a_file_and_rubbish_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = tmp_path / "models.npz"
    replace(bundle.shipped(), version="of a test").save(models)
    run("compare", "សុខា", "Sokha", "--json", "--models", str(models))
    assert json.loads(capsys.readouterr().out)["model"] == "of a test"
    models.write_bytes(b"no models")
    with pytest.raises(Stopped) as wrong:
        run("romanise", "សុខា", "--models", str(models))
    assert "holds no models" in wrong.value.what
