"""Write the table of Chinese readings that `samakki.names` ships, from the Unihan files of the Unicode database.

``python -m tools.names_readings FOLDER`` where FOLDER holds Unihan_Readings.txt and Unihan_Variants.txt, plain or
.bz2, as the Debian package unicode-data installs them.
"""

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TABLE = Path("src/samakki/names/data/han_readings.tsv")
HEADER = (
    "# Readings of Han characters, cut from Unihan 15.0 (Unicode licence): character, simplified form, "
    "Mandarin, Cantonese, Vietnamese, Korean; tones off.\n"
)
FIRST, LAST = 0x3400, 0x9FFF


def lines(folder: Path, name: str) -> list[str]:
    """Lines of one Unihan file, packed or not."""
    plain = folder / name
    if plain.exists():
        return plain.read_text(encoding="utf-8").splitlines()
    return bz2.decompress((folder / f"{name}.bz2").read_bytes()).decode("utf-8").splitlines()


def fields(folder: Path, name: str, wanted: set[str]) -> dict[str, dict[str, str]]:
    """The wanted fields of each character."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for line in lines(folder, name):
        if not line.startswith("U+"):
            continue
        code, field, content = line.split("\t", 2)
        if field in wanted and FIRST <= int(code[2:], 16) <= LAST:
            found[chr(int(code[2:], 16))][field] = content
    return found


def simple_form(letter: str, variants: dict[str, str]) -> str:
    """The simplified form of a character; itself where it has none or is one."""
    simple = [chr(int(code[2:], 16)) for code in variants.get("kSimplifiedVariant", "").split()]
    return simple[0] if simple and letter not in simple else letter


def plain(reading: str) -> str:
    """A reading without tone marks and numbers; u with two points as v, barred d as d."""
    decomposed = unicodedata.normalize("NFD", reading.lower().replace("đ", "d"))
    kept = decomposed.replace("u\u0308", "v")
    return re.sub("[^a-z]", "", kept)


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    readings = fields(folder, "Unihan_Readings.txt", {"kMandarin", "kCantonese", "kVietnamese", "kKorean"})
    variants = fields(folder, "Unihan_Variants.txt", {"kSimplifiedVariant"})
    simplified = {letter: simple_form(letter, variants[letter]) for letter in readings}
    traditional: dict[str, list[str]] = defaultdict(list)
    for letter, simple in simplified.items():
        traditional[simple].append(letter)
    rows = [HEADER]
    for letter in sorted(readings):
        if simplified[letter] != letter:  # its readings stand beside the simplified form
            rows.append(f"{letter}\t{simplified[letter]}\n")
            continue
        known = [readings[letter], *(readings[other] for other in traditional[letter] if other != letter)]
        if "kMandarin" not in known[0] or not {"kCantonese", "kVietnamese", "kKorean"} & {
            key for k in known for key in k
        }:
            continue
        row = [letter, ""]
        for field in ("kMandarin", "kCantonese", "kVietnamese", "kKorean"):
            spoken = [plain(word) for one in known for word in one.get(field, "").split()[:2]]
            row.append(",".join(dict.fromkeys(filter(None, spoken))))
        rows.append("\t".join(row).rstrip() + "\n")
    TABLE.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows) - 1} characters, {TABLE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
