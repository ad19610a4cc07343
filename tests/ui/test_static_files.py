"""What is committed in place of a build: every file has the digest and the origin its manifest names."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from samakki.ui import languages

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "samakki" / "ui" / "static" / "ui"
FILES = json.loads((STATIC / "MANIFEST.json").read_text("utf-8"))["files"]
STYLES = (STATIC / "samakki.css").read_text("utf-8")
FONT_BYTES = 70_000


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["path"])
def test_a_vendored_file_is_what_the_manifest_says(file: dict[str, str]) -> None:
    data = (ROOT / file["path"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == file["sha256"], "run python3 run.py assets, or undo the change"


def test_no_file_lies_there_without_an_entry() -> None:
    listed = {ROOT / file["path"] for file in FILES}
    assert {path for path in STATIC.rglob("*") if path.is_file()} - listed == {STATIC / "MANIFEST.json"}


def test_every_package_in_the_manifest_is_the_version_the_lock_names() -> None:
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    for file in FILES:
        for source in file["from"]:
            assert lock[f"node_modules/{source['package']}"]["version"] == source["version"], source["package"]


def test_the_lock_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "frontend" / "package-lock.json").read_text("utf-8")


def test_the_brand_of_another_government_is_gone() -> None:
    assert "GDS Transport" not in STYLES
    assert "crown" not in STYLES.casefold()
    assert not [path for path in STATIC.rglob("*") if re.search(r"crown|crest|govuk|moj", path.name)]


def test_every_file_the_style_sheet_names_is_there() -> None:
    named = {address.strip("\"'") for address in re.findall(r"url\(([^)]+)\)", STYLES)}
    outside = {address for address in named if not address.startswith("data:")}
    assert outside
    assert [address for address in outside if not (STATIC / address).is_file()] == []


def test_fonts_are_small_and_carry_their_licence() -> None:
    fonts = list((STATIC / "fonts").glob("*.woff2"))
    assert {font.name.partition("-")[0] for font in fonts} == {"latin", "khmer", "thai", "lao", "myanmar", "bengali"}
    assert all(font.stat().st_size < FONT_BYTES for font in fonts)
    assert len(list((STATIC / "fonts").glob("OFL-*.txt"))) == 6


def faces() -> list[set[int]]:
    """Code points of every font face, from the style sheet."""
    found = []
    for ranges in re.findall(r"unicode-range:([^;}]+)", STYLES):
        points: set[int] = set()
        for part in ranges.replace("U+", "").split(","):
            first, _dash, last = part.strip().partition("-")
            points |= set(range(int(first, 16), int(last or first, 16) + 1))
        found.append(points)
    return found


@pytest.mark.parametrize("language", languages.ALL, ids=lambda language: language.code)
def test_a_font_of_ours_covers_the_script_of_every_language_but_chinese(language: languages.Language) -> None:
    letters = {ord(letter) for letter in language.own_name}
    covered = letters <= set.union(*faces())
    assert covered is (language.code != "zh-hans")  # Chinese comes from the reader's system


def test_no_two_faces_of_one_weight_share_a_code_point() -> None:
    half = faces()[::2]
    assert sum(map(len, half)) == len(set.union(*half))
