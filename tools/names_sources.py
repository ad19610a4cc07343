"""Where the name models learn from: readers of each source, its licence, whether a shipped model may use it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from samakki.names.latin import folded
from tools.names_burmese import SPELLINGS as BURMESE
from tools.names_burmese_syllables import syllables
from tools.names_malay_chinese import SPELLINGS as MALAY
from tools.names_malay_chinese import SYLLABLES as MALAY_SYLLABLES
from tools.names_pinyin import pairs as pinyin_pairs

LICENCES = {
    "everypolitician": "CC0",
    "wikidata": "CC0",
    "kname": "MIT",
    "pumi": "MIT",
    "pumi-villages": "MIT",
    "thai-province-data": "MIT",
    "bangladesh-geocode": "MIT",
    "geonames": "CC BY 4.0",
    "wikidata-tokens": "CC0 (Merhav and Ash 2018)",
    "cldr": "Unicode licence",
    "own-tables": "Apache-2.0 (this project)",
    "thai-english-transliteration-dictionary": "CC BY 4.0",
    "lo-dictionary-mopt": "MIT",
    "google-bn-lexicon": "CC BY 4.0",
}
"""Sources a shipped model may learn from. Others are for research only."""

NATIVE = ("bn", "km", "lo", "my", "th", "zh")
THAI_TO_LAO = str.maketrans("ฃฅฆฌญฎฏฐฑฒณธภศษฬฉ", "ຂຄຄຊຍດຕຖທທນທພສສລສ")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they are the same, and whose pair it is."""

    name_a: str
    lang_a: str
    name_b: str
    lang_b: str
    is_same: bool
    source: str
    group: str
    weight: float = 1.0
    """What it counts in learning; less than 1 for what was made from others or is not measured."""


def is_shippable(pair: Pair) -> bool:
    """Whether a shipped model may learn from this pair."""
    return pair.source.split(":")[0] in LICENCES


def labelled(path: Path) -> list[Pair]:
    """Pairs of a file in the benchmark's form."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                row["name_a"],
                row["lang_a"],
                row["name_b"],
                row["lang_b"],
                row["same"] == "1",
                row["source"],
                row["group"],
            )
            for row in csv.DictReader(lines)
        ]


def chinese_tokens(path: Path) -> Iterator[Pair]:
    """Words of foreign names in Chinese, from lines of Latin letters, characters with spaces, and a count."""
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, characters, *_ = line.split("\t")
        if folded(latin).isalpha() and len(latin) > 1:
            yield Pair(characters.replace(" ", ""), "zh", latin, "en", True, "wikidata-tokens", f"token:{latin}")


def thai_words(path: Path) -> Iterator[Pair]:
    """Foreign words in Thai, from lines of Thai, English and whether the spelling follows the academy."""
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        native, latin, *_ = line.split("\t")
        if folded(latin).isalpha() and len(latin) > 2:
            source = "thai-english-transliteration-dictionary"
            yield Pair(native, "th", latin, "en", True, source, f"thai-words:{latin}")


def lao_words(path: Path, most: int = 5000) -> Iterator[Pair]:
    """Words of the Lao dictionary with how they are pronounced, evenly from the whole."""
    with path.open(encoding="utf-8", newline="") as lines:
        words = sorted({(row["LaoWord"].strip(), folded(row["Pronunciation"])) for row in csv.DictReader(lines)})
    fit = [(lao, said) for lao, said in words if said.replace(" ", "").isalpha() and 2 < len(lao) < 25]
    for lao, said in fit[:: max(1, len(fit) // most)]:
        yield Pair(lao, "lo", said, "en", True, "lo-dictionary-mopt", f"lao-words:{lao}")


BENGALI_SOUNDS = {
    "O": "o a", "E": "a e", "o^": "o", "i^": "i y", "u^": "u", "e^": "y e", "c": "ch", "ch": "chh ch", "sh": "sh s",
    "N": "ng n", "T": "t", "Th": "th", "D": "d", "Dh": "dh", "R": "r", "j": "j z", "bh": "bh v", "ph": "ph f",
}  # fmt: skip


def bengali_words(path: Path, most: int = 5000) -> Iterator[Pair]:
    """Words of the Bengali lexicon with their sounds in Latin letters, evenly from the whole."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] > "\u0980"]
    fit = [(fields[0], fields[1].replace(" .", "").split()) for fields in lines if 3 < len(fields[0]) < 14]
    for n, (word, sounds) in enumerate(fit[:: max(1, len(fit) // most)]):
        spelled = "".join((ways := BENGALI_SOUNDS.get(s, s).split())[(n + k) % len(ways)] for k, s in enumerate(sounds))
        if spelled.isalpha() and spelled.isascii():
            yield Pair(word, "bn", spelled, "en", True, "google-bn-lexicon", f"bengali-words:{word}")


def cldr() -> Iterator[tuple[str, dict[str, str]]]:
    """Names of territories, languages and cities in all our scripts, as the locale data of Babel has them.

    Yields:
        the English name, and the name by language.
    """
    english = Locale.parse("en")
    for kind in ("territories", "languages", "scripts"):
        names = {language: getattr(Locale.parse(language), kind) for language in NATIVE}
        for code, spelled in sorted(getattr(english, kind).items()):
            if not code.isdigit():
                yield spelled, {language: found[code] for language, found in names.items() if code in found}
    cities = {language: Locale.parse(language).time_zones for language in NATIVE}
    for zone, _ in sorted(cities["th"].items()):
        spelled = zone.split("/")[-1].replace("_", " ")
        found = {language: zones[zone]["city"] for language, zones in cities.items() if "city" in zones.get(zone, {})}
        yield spelled, found


def cldr_pairs() -> Iterator[Pair]:
    """Locale names as pairs with English."""
    for english, names in cldr():
        for language, name in names.items():
            if "(" not in english and len(english.split()) < 3:
                yield Pair(name, language, english, "en", True, "cldr", f"cldr:{english}")


def thai_as_lao(pairs: list[Pair]) -> Iterator[Pair]:
    """Thai names in Lao letters: the alphabets run in parallel, so Thai spellings teach Lao."""
    for pair in pairs:
        if pair.lang_a == "th" and pair.lang_b == "en":
            text = pair.name_a.translate(THAI_TO_LAO).replace("็", "ັ")
            lao = "".join(chr(ord(c) + 0x80) if "\u0e01" <= c <= "\u0e4d" else c for c in text)
            yield Pair(lao, "lo", pair.name_b, "en", pair.is_same, pair.source, pair.group)


def own_tables() -> Iterator[Pair]:
    """Words of this project's own tables, alone and two together so that order is learned too; Burmese syllables."""
    for native, spelled in syllables():
        yield Pair(native, "my", spelled, "en", True, "own-tables", f"own:{native}")
    for language, native, spelled in pinyin_pairs():
        yield Pair(native, language, spelled, "en", True, "own-tables", f"own:{native}")
    for language, table in (("my", BURMESE), ("zh", MALAY), ("zh", MALAY_SYLLABLES)):
        entries = [(native, spelled) for native, spellings in table.items() for spelled in spellings.split()]
        for n, (native, spelled) in enumerate(entries):
            yield Pair(native, language, spelled, "en", True, "own-tables", f"own:{native}")
            for step in (7, 31, 64):
                other, other_spelled = entries[(n * 13 + step) % len(entries)]
                text = f"{spelled} {other_spelled}"
                yield Pair(native + other, language, text, "en", True, "own-tables", f"own:{native}")
