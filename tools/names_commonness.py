"""``python -m tools.names_commonness``: write the table of how common parts of names are, from facts and Faker's lists.

Needs Faker, which is no dependency of this project: ``uv run --with faker==40.54.0 python -m tools.names_commonness``.
`tools/commonness/facts.tsv` holds published counts and estimates, one a line; `SOURCES` says where each is from. Rows
that name the same part add up: a part may be family name of some and given name of others.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from samakki.names.chinese import normalise
from samakki.names.commonness import UNLISTED, canonical
from samakki.names.romanisations import spellings

FACTS = Path(__file__).with_name("commonness") / "facts.tsv"
TABLE = Path("src/samakki/names/data/commonness.tsv")
CARD = TABLE.with_name("COMMONNESS_CARD.md")
FAKER = "40.54.0"
SOURCES = {
    "le-trung-hoa": (
        "Lê Trung Hoa, *Họ và tên người Việt Nam*, 2005, as widely cited: family names in Vietnam",
        "published figures",
    ),
    "hoten-dkl": ("hoten.org, sample DKL01: 207,000 names of Đắk Lắk, by sex", "published figures"),
    "hoten-sg": ("hoten.org, sample SG01: 241,012 names of Ho Chi Minh City, by sex", "published figures"),
    "forebears-bd": (
        "Forebears 2014, as given by name-power.net: last names in Bangladesh, of 159 million people",
        "published figures",
    ),
    "forebears-ph": (
        "Forebears, as given by Wikipedia's list of most common surnames in Asia and popular-names-by-country-dataset "
        "(CC0): the fifty most common family names, of 101 million people",
        "published figures",
    ),
    "dopa-2011": (
        "Department of Provincial Administration, Thailand, population day 2012: given names at the end of 2011, of "
        "64,076,033 people",
        "official figures",
    ),
    "dukcapil": (
        "Directorate General of Population and Civil Registration, Indonesia, 2024: names on identity cards, of 280 "
        "million people",
        "official figures",
    ),
    "faker": (
        f"Faker {FAKER}, locales zh_CN and zh_TW (the latter from the Ministry of the Interior, Taiwan): family names "
        "and given names with their shares; the larger share of the two counts",
        "MIT",
    ),
    "estimate": (
        "estimate of this project, for parts that everybody there knows to be common and nobody publishes a count of; "
        "to a factor of about two. Replace them where a country publishes its own",
        "Apache-2.0 (this project)",
    ),
}
LEAST_SPELLING = 0.02
"""Share from which on a spelling of a character counts as usual."""
HALF = 0.5
Shares = dict[str, dict[str, float]]


def facts() -> tuple[Shares, dict[str, dict[str, int]]]:
    """Shares by language and canonical part; and how many rows of each language come from each source."""
    shares: Shares = defaultdict(lambda: defaultdict(float))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with FACTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            share = float(row["percent"]) / 100 * (HALF if row["sex"] else 1.0)
            language = row["language"]
            counts[language][row["source"]] += 1
            keys = {form if form == UNLISTED else canonical(form, language) for form in row["forms"].split()}
            for key in keys:
                shares[language][key] += share
    return shares, counts


def chinese() -> Iterator[tuple[float, str]]:
    """Share of each Chinese family and given name, and its forms: characters, and usual spellings of family names."""
    family: dict[str, float] = defaultdict(float)
    given: dict[str, float] = defaultdict(float)
    for locale in ("zh_CN", "zh_TW"):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name, percent in provider.last_names.items():
            family[normalise(name)] = max(family[normalise(name)], percent / 100)
        if isinstance(provider.first_names, dict):
            for name, percent in provider.first_names.items():
                given[normalise(name)] = max(given[normalise(name)], percent / 100)
    for name, share in sorted(family.items(), key=lambda item: (-item[1], item[0])):
        usual = spellings(name) if len(name) == 1 else {}
        yield share, " ".join([name, *sorted(word for word, part in usual.items() if part >= LEAST_SPELLING)])
    yield from ((share, name) for name, share in sorted(given.items(), key=lambda item: (-item[1], item[0])))


def card(counts: dict[str, dict[str, int]], lines: int) -> str:
    """The card that is shipped beside the table."""
    rows = [f"| {name} | {what} | {licence} |" for name, (what, licence) in SOURCES.items()]
    shown = [
        f"| {language} | {', '.join(f'{source} {number}' for source, number in sorted(own.items()))} |"
        for language, own in sorted(counts.items())
    ]
    return "\n".join(
        [
            "# Card of `commonness.tsv`",
            "",
            "**What it is.** The share of a language's people who carry a part of a name, for parts that some source",
            f"knows: {lines} lines of language, share and spellings. `samakki.names.commonness` reads it. The line `*`",
            "of a language is the typical share of a part that is not listed.",
            "",
            "**How it was made.** `python -m tools.names_commonness` from `tools/commonness/facts.tsv` and the",
            "packages named below. Shares among one sex are halved; rows of one part add up. No file of names that",
            "anything is measured on was used, nor any list of persons: only counts that others published, and",
            "estimates.",
            "",
            "**What it is not.** A census. A share marked *estimate* may be off by a factor of two, and shares",
            "differ between regions, religions and generations. It lets agreement in a common part weigh less; it",
            "says nothing of a person. Nationality and ethnicity are not in it: a language is the one a name is",
            "written or read in.",
            "",
            "| source | what | licence |",
            "|---|---|---|",
            *rows,
            "",
            "| language | rows of each source |",
            "|---|---|",
            *shown,
            "",
        ]
    )


def main() -> None:
    """Write the table and its card."""
    shares, counts = facts()
    lines = [
        f"{language}\t{share:.3g}\t{key}"
        for language in sorted(shares)
        for key, share in sorted(shares[language].items(), key=lambda item: (-item[1], item[0]))
    ]
    names = [f"zh\t{share:.3g}\t{forms}" for share, forms in chinese()]
    counts["zh"]["faker"] = len(names)
    header = "# How common parts of names are: language, share of people, spellings. See COMMONNESS_CARD.md."
    TABLE.write_text("\n".join([header, *lines, *names]) + "\n", encoding="utf-8")
    CARD.write_text(card(counts, len(lines) + len(names)), encoding="utf-8")


if __name__ == "__main__":
    main()
