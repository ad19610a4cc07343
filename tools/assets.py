"""Rebuild what is committed under ``src/samakki/ui/static/ui`` from the npm packages named in ``frontend/``.

Only a developer who changes styles, scripts, fonts or a version runs this; it needs npm. A node never does.
``MANIFEST.json`` then names, for every file, its digest and the packages it was made from. With ``--check`` nothing
is built: the program compares the files with the manifest, and needs no npm for that.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
STATIC = ROOT / "src" / "samakki" / "ui" / "static" / "ui"
AXE = ROOT / "tests" / "support" / "axe.min.js"
MANIFEST = STATIC / "MANIFEST.json"

GOVUK = "govuk-frontend"
MOJ = "@ministryofjustice/frontend"
HTMX = "htmx.org"
FONTS = "@expo-google-fonts"
ICONS = (
    "icon-close-cross-black.svg",
    "icon-document.svg",
    "icon-tag-remove-cross-white.svg",
    "icon-tag-remove-cross.svg",
    "icon-toggle-plus-minus.svg",
)
DRAWN_HERE = (STATIC / "mark.svg",)
WEIGHTS = {400: "400Regular", 700: "700Bold"}
DOTTED_CIRCLE = "U+25CC"
JOINERS = "U+200B-200D"  # in every font, in no unicode-range: they must not fetch a font by themselves


@dataclass(frozen=True, slots=True)
class Script:
    """One writing system: the package its glyphs come from and the code points the browser asks it for."""

    name: str
    package: str
    family: str
    ranges: str


SCRIPTS = (
    # Order matters: of two faces that hold a code point the browser takes the later one.
    Script(
        "latin-extra",
        f"{FONTS}/noto-sans",
        "NotoSans",
        "U+0180-019F, U+01A2-01AE, U+01B1-024F, U+0302, U+0304-0308, U+030A-0322, U+0324-036F, U+1E00-1E9F",
    ),
    Script(
        "latin",
        f"{FONTS}/noto-sans",
        "NotoSans",
        "U+0020-007E, U+00A0-017F, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303, U+0309, U+0323, U+1EA0-1EF9, "
        "U+2010-2027, U+2030-203A, U+20AB-20AC, U+2122, U+2212, U+22EF",
    ),
    Script("bengali", f"{FONTS}/noto-sans-bengali", "NotoSansBengali", "U+0964-0965, U+0980-09FE"),
    Script("khmer", f"{FONTS}/noto-sans-khmer", "NotoSansKhmer", "U+1780-17FF, U+19E0-19FF"),
    Script("lao", f"{FONTS}/noto-sans-lao", "NotoSansLao", "U+0E81-0EDF"),
    Script("myanmar", f"{FONTS}/noto-sans-myanmar", "NotoSansMyanmar", "U+1000-109F, U+A9E0-A9FE, U+AA60-AA7F"),
    Script("thai", f"{FONTS}/noto-sans-thai", "NotoSansThai", "U+0E01-0E5B"),
)

FACE = """@font-face {{
  font-family: "Samakki Sans";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{name}-{weight}.woff2") format("woff2");
  unicode-range: {ranges};
}}
"""


def main() -> int:
    """Install the packages, build everything, write the manifest; or check what was built."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare the files with the manifest, build nothing")
    if parser.parse_args().check:
        changed = differences()
        for name in changed:
            print(f"{name} is not what {MANIFEST.relative_to(ROOT)} says: run python3 run.py assets", file=sys.stderr)
        return int(bool(changed))
    run("npm", "ci", "--ignore-scripts")
    clear()
    made: dict[Path, list[str]] = {path: [] for path in DRAWN_HERE}
    made |= fonts()
    made |= styles()
    made |= scripts()
    made |= icons()
    made |= axe()
    made |= licences()
    write_manifest(made)
    for path in sorted(made):
        print(f"{path.stat().st_size:>8}  {path.relative_to(ROOT)}")
    return 0


def differences() -> list[str]:
    """Files that differ from the manifest, are missing, or have no entry in it."""
    entries = {entry["path"]: entry["sha256"] for entry in json.loads(MANIFEST.read_text("utf-8"))["files"]}
    present = {path.relative_to(ROOT).as_posix() for path in [*STATIC.rglob("*"), AXE] if path.is_file()}
    changed = {path for path, digest in entries.items() if path not in present or digest_of(ROOT / path) != digest}
    return sorted(changed | (present - set(entries) - {MANIFEST.relative_to(ROOT).as_posix()}))


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*command: str) -> None:
    """Run one program in ``frontend/``; its output is ours."""
    subprocess.run(command, cwd=FRONTEND, check=True)


def clear() -> None:
    """Remove what an earlier build left, except the drawings that are our own."""
    shutil.rmtree(STATIC / "fonts", ignore_errors=True)
    for path in STATIC.glob("icon-*.svg"):
        path.unlink()


def fonts() -> dict[Path, list[str]]:
    """Cut each font to its script, and write the style rules that name them."""
    folder = STATIC / "fonts"
    folder.mkdir(parents=True)
    made: dict[Path, list[str]] = {}
    rules = ["// Written by tools/assets.py from its table of scripts.\n"]
    for script in SCRIPTS:
        for weight, style in WEIGHTS.items():
            target = folder / f"{script.name}-{weight}.woff2"
            cut(MODULES / script.package / style / f"{script.family}_{style}.ttf", target, script.ranges)
            made[target] = [script.package]
            rules.append(FACE.format(name=script.name, weight=weight, ranges=script.ranges))
        licence = folder / f"OFL-{script.package.rpartition('/')[2]}.txt"
        shutil.copyfile(MODULES / script.package / "LICENSE_FONT", licence)
        made[licence] = [script.package]
    (FRONTEND / "scss" / "_fonts.scss").write_text("\n".join(rules), "utf-8")
    return made


def cut(source: Path, target: Path, ranges: str) -> None:
    """Keep the glyphs of some code points, with every rule that shapes them.

    Args:
        source: a TrueType file.
        target: the woff2 file to write.
        ranges: as in CSS, "U+1780-17FF, U+19E0-19FF".
    """
    options = subset.Options()
    options.layout_features = ["*"]
    options.flavor = "woff2"
    options.recalc_timestamp = False  # the same input gives the same bytes
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(f"{ranges}, {DOTTED_CIRCLE}, {JOINERS}"))
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def styles() -> dict[Path, list[str]]:
    """Compile the style sheet. The Ministry's Sass names ``node_modules/`` itself, hence the load path."""
    target = STATIC / "samakki.css"
    run(
        "npx",
        "sass",
        "--load-path=.",
        "--style=compressed",
        "--no-source-map",
        "--no-charset",
        "--quiet-deps",
        "--quiet",
        "scss/samakki.scss",
        str(target),
    )
    return {target: [GOVUK, MOJ]}


def scripts() -> dict[Path, list[str]]:
    """Bundle our modules with the components of GOV.UK Frontend they use and htmx."""
    target = STATIC / "samakki.js"
    run(
        "npx",
        "esbuild",
        "js/samakki.js",
        "--bundle",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
        f"--outfile={target}",
    )
    return {target: [GOVUK, HTMX]}


def icons() -> dict[Path, list[str]]:
    """Copy the drawings that the style sheet names."""
    made: dict[Path, list[str]] = {}
    for name in ICONS:
        shutil.copyfile(MODULES / MOJ / "moj" / "assets" / "images" / name, STATIC / name)
        made[STATIC / name] = [MOJ]
    return made


def axe() -> dict[Path, list[str]]:
    """Copy the accessibility checker that the browser tests run."""
    AXE.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", AXE)
    return {AXE: ["axe-core"]}


def licences() -> dict[Path, list[str]]:
    """Put the licence of each package whose code is inside a bundle beside it."""
    target = STATIC / "LICENCES.txt"
    packages = [GOVUK, MOJ, HTMX]
    texts = [f"{name} {version_of(name)}\n\n{licence_text(name)}" for name in packages]
    target.write_text(("\n" + "-" * 80 + "\n").join(texts), "utf-8")
    return {target: packages}


def licence_text(package: str) -> str:
    """The licence of a package; two packages leave theirs in their repository, so ``frontend/licences`` holds it."""
    kept = FRONTEND / "licences" / f"{package.removeprefix('@').replace('/', '-')}.txt"
    return (kept if kept.exists() else MODULES / package / "LICENSE").read_text("utf-8").strip() + "\n"


def described(package: str) -> dict[str, Any]:
    """A package's own description."""
    described: dict[str, Any] = json.loads((MODULES / package / "package.json").read_text("utf-8"))
    return described


def version_of(package: str) -> str:
    """The version installed."""
    return str(described(package)["version"])


def licence_of(package: str) -> str:
    """SPDX name; the font packages state their wrapper's, so theirs is named here."""
    return "OFL-1.1" if package.startswith(FONTS) else str(described(package)["license"])


def write_manifest(made: dict[Path, list[str]]) -> None:
    """Write digest and origin of every file, in a stable order."""
    files = [
        {
            "path": path.relative_to(ROOT).as_posix(),
            "sha256": digest_of(path),
            "bytes": path.stat().st_size,
            "from": [
                {"package": package, "version": version_of(package), "licence": licence_of(package)}
                for package in packages
            ],
        }
        for path, packages in sorted(made.items())
    ]
    MANIFEST.write_text(json.dumps({"files": files}, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
