"""Cut the fonts that papers are printed with, from the npm packages named in ``frontend/``; needs them installed.

Typst takes TrueType files, so the woff2 files of the browser do not serve. Chinese is cut to GB 2312. Beside the
fonts stands ``coverage.json``: every code point that one of them has. With ``--check`` nothing is built: the program
compares the files with the manifest.
"""

import argparse
import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from tools.assets import FONTS, MODULES, version_of

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "samakki" / "ui" / "print_fonts"
MANIFEST = FOLDER / "MANIFEST.json"
COVERAGE = FOLDER / "coverage.json"
REGULAR, BOLD = "400Regular", "700Bold"
ALWAYS = "U+0020-007E, U+00A0, U+200B-200D, U+25CC"


@dataclass(frozen=True, slots=True)
class Face:
    """One writing system: its package, the family in it, the weights, and the code points that are kept."""

    package: str
    family: str
    ranges: str
    weights: tuple[str, ...] = (REGULAR, BOLD)


def gb2312() -> str:
    """Every code point of GB 2312, as ranges."""
    signs = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                signs.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return ", ".join(f"U+{sign:04X}" for sign in sorted(signs))


FACES = (
    Face(
        f"{FONTS}/noto-sans",
        "NotoSans",
        "U+0020-007E, U+00A0-024F, U+02BC, U+0300-036F, U+1E00-1EFF, U+2010-2027, U+2030-203A, U+20A0-20BF, U+2116, "
        "U+2122, U+2190-2193, U+2212, U+2260, U+2264-2265, U+22EF",
    ),
    Face(f"{FONTS}/noto-sans-bengali", "NotoSansBengali", "U+0964-0965, U+0980-09FE"),
    Face(f"{FONTS}/noto-sans-khmer", "NotoSansKhmer", "U+1780-17FF, U+19E0-19FF"),
    Face(f"{FONTS}/noto-sans-lao", "NotoSansLao", "U+0E81-0EDF"),
    Face(f"{FONTS}/noto-sans-myanmar", "NotoSansMyanmar", "U+1000-109F, U+A9E0-A9FE, U+AA60-AA7F"),
    Face(f"{FONTS}/noto-sans-thai", "NotoSansThai", "U+0E01-0E5B"),
    Face(f"{FONTS}/noto-sans-sc", "NotoSansSC", gb2312(), (REGULAR,)),
)


def main(words: list[str]) -> int:
    """Build, or check what was built."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare the files with the manifest, build nothing")
    if parser.parse_args(words).check:
        entries = json.loads(MANIFEST.read_text("utf-8"))["files"]
        present = {path.name for path in FOLDER.iterdir()} - {MANIFEST.name}
        changed = sorted(
            {
                name
                for name, entry in entries.items()
                if name not in present or digest_of(FOLDER / name) != entry["sha256"]
            }
            | (present - set(entries))
        )
        for name in changed:
            print(
                f"{name} is not what {MANIFEST.relative_to(ROOT)} says: run python -m tools.print_fonts",
                file=sys.stderr,
            )
        return int(bool(changed))
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    made: dict[str, str] = {}
    for face in FACES:
        licence = FOLDER / f"OFL-{face.package.rpartition('/')[2]}.txt"
        shutil.copyfile(MODULES / face.package / "LICENSE_FONT", licence)
        made[licence.name] = face.package
        for weight in face.weights:
            target = FOLDER / f"{face.family}-{weight[3:]}.ttf"
            cut(MODULES / face.package / weight / f"{face.family}_{weight}.ttf", target, face.ranges)
            made[target.name] = face.package
            print(f"{target.stat().st_size:>8}  {target.name}")
    COVERAGE.write_text(json.dumps(spans(covered())) + "\n", "ascii")
    made[COVERAGE.name] = "tools/print_fonts.py"
    files = {
        name: {
            "from": package,
            "version": version_of(package) if package.startswith("@") else "",
            "sha256": digest_of(FOLDER / name),
        }
        for name, package in sorted(made.items())
    }
    MANIFEST.write_text(json.dumps({"licence": "OFL-1.1", "files": files}, indent=1) + "\n", "ascii")
    return 0


def cut(source: Path, target: Path, ranges: str) -> None:
    """Keep the glyphs of some code points with every rule that shapes them, and no hints for low screens."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.recalc_timestamp = False  # the same input gives the same bytes
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(f"{ranges}, {ALWAYS}"))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def covered() -> set[int]:
    """Every code point that a regular font has."""
    return {point for path in FOLDER.glob("*-Regular.ttf") for point in TTFont(path).getBestCmap()}


def spans(points: set[int]) -> list[list[int]]:
    """Code points as first and last of each unbroken run."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return runs


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
