"""What a search finds, drawn as tables: a handful of records, what is typed, and which of them come out.

Every row holds on SQLite and on PostgreSQL (``run.py test --db postgres``), and says of each hit why it was found.
"""

from collections.abc import Mapping

import pytest
from django.db import transaction

from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.kinds import PHONE_SERVICE
from samakki.entities.domain.search_tokens import lines_in, tokens_of
from samakki.entities.domain.searching import SearchFilters, finds, read_query
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.entities.models import SearchEntry
from samakki.entities.queries.search import Found, search
from tests.support.described import source
from tests.support.people import People
from tests.support.shared import shared

W, S, N = Found.WRITTEN.value, Found.SPELLING.value, Found.NUMBER.value


def named(name: str, language: str = "", **more: str) -> NewEntity:
    said = [NewStatement("name", name, language=language), *(NewStatement(prop, value) for prop, value in more.items())]
    return NewEntity("Person", tuple(said))


def phone(value: str, as_written: str = "") -> NewEntity:
    said = (NewStatement("number", value, as_written=as_written), NewStatement("service", PHONE_SERVICE))
    return NewEntity("UserAccount", said)


RECORDS: Mapping[str, NewEntity] = {
    "dara-km": named("សុខ ដារ៉ា", "km"),
    "dara-latin": named("Sok Dara"),
    "sophea": named("ចាន់ សុភា", "km"),
    "somchai": named("สมชาย ใจดี", "th"),
    "somphorn": named("Somphorn Jaidee"),
    "keo": named("ແກ້ວມະນີ ບຸນທອງ", "lo"),
    "aung": named("အောင်ဆန်းဦး", "my"),
    "maung": named("မောင်မောင်", "my", alias="Maung Maung"),
    "an": named("Nguyễn Văn An", "vi"),
    "wang": named("王小明", "zh"),
    "li": named("李国华", "zh"),
    "karim": named("আবদুল করিম", "bn"),
    "bong": named("បងតូច", "km", weakAlias="Bong Lek", notes="Tall, a scar on the left hand, drives a white van."),
    "phone-km": phone("+85512345678", "០១២ ៣៤៥ ៦៧៨"),
    "phone-th": phone("+66812223344", "081-222-3344"),
    "plate-km": NewEntity("Vehicle", (NewStatement("registrationNumber", "2A-1234"),)),
    "plate-th": NewEntity("Vehicle", (NewStatement("registrationNumber", "ขก 5678"),)),
    "handle": NewEntity("UserAccount", (NewStatement("username", "sok_dara.99"),)),
    "account": NewEntity("BankAccount", (NewStatement("accountNumber", "444-7654321-0"),)),
    "passport": NewEntity("Identification", (NewStatement("number", "N09876543"),)),
    "house": NewEntity(
        "Address",
        (NewStatement("full", "ផ្ទះជួលក្បែរវត្ត ក្រោយស្ពាន", language="km"),),
        NewPlace("ផ្ទះជួលក្បែរវត្ត ក្រោយស្ពាន", kind="house", country="KH", province="KH-2"),
    ),
}

HITS: tuple[tuple[str, Mapping[str, str]], ...] = (
    # Khmer: with and without the space, one syllable, a part, in Latin letters.
    ("សុខ ដារ៉ា", {"dara-km": W, "dara-latin": S}),
    ("សុខដារ៉ា", {"dara-km": W, "dara-latin": S}),
    ("ដារ៉ា", {"dara-km": W, "dara-latin": S}),
    ("សុ", {"dara-km": W, "sophea": W}),
    ("Dara", {"dara-latin": W, "handle": W, "dara-km": S}),
    ("dara sok", {"dara-latin": W, "handle": W, "dara-km": S}),
    ("Sophea", {"sophea": S}),
    # Thai, Lao: syllables from the middle, other scripts.
    ("สมชาย", {"somchai": W}),
    ("ชายใจ", {"somchai": W}),
    ("Somchai", {"somchai": S}),
    ("phorn", {"somphorn": W}),
    ("ບຸນທອງ", {"keo": W}),
    ("ມະນີ", {"keo": W}),
    # Burmese and Chinese: no spaces at all.
    ("ဆန်းဦး", {"aung": W}),
    ("Aung San Oo", {"aung": S}),
    ("Maung", {"maung": W}),
    ("小明", {"wang": W}),
    ("王", {"wang": W}),
    ("Wang Xiaoming", {"wang": S}),
    ("国华", {"li": W}),
    # Vietnamese without its signs, Bengali, any case and order.
    ("nguyen van an", {"an": W}),
    ("AN NGUYỄN", {"an": W}),
    ("করিম", {"karim": W}),
    ("Karim", {"karim": S}),
    # Words of a description, a nickname.
    ("scar van", {"bong": W}),
    ("bong", {"bong": W}),
    # Phones: any punctuation, any prefix, local digits, the last digits.
    ("012 345 678", {"phone-km": N}),
    ("012345678", {"phone-km": N}),
    ("+855 12 345 678", {"phone-km": N}),
    ("00855-12-345-678", {"phone-km": N}),
    ("+855 (0)12 345 678", {"phone-km": N}),
    ("០១២៣៤៥៦៧៨", {"phone-km": N}),
    ("5678", {"phone-km": N, "plate-th": N}),
    ("345678", {"phone-km": N}),
    ("0812223344", {"phone-th": N}),
    ("๐๘๑ ๒๒๒ ๓๓๔๔", {"phone-th": N}),
    # Plates, handles, accounts, papers.
    ("2a1234", {"plate-km": W}),
    ("2A 1234", {"plate-km": W}),
    ("ขก-5678", {"plate-th": W}),
    ("ขก5678", {"plate-th": W}),
    ("sokdara99", {"handle": W}),
    ("4447654321", {"account": N}),
    ("n09876543", {"passport": W}),
    ("9876543", {"passport": N}),
    # A place in its own words.
    ("ស្ពាន", {"house": W}),
    ("វត្ត", {"house": W}),
    # Nothing.
    ("zzzqqq", {}),
    ("ขชฌ", {}),
    ("99999999", {}),
)


@shared
def officer(people: People) -> Officer:
    return people.officer("investigator")


@pytest.fixture
def keys(officer: Officer) -> Mapping[str, str]:
    """Every record of the table, indexed; its name in the table by its reference."""
    where = source(officer)
    with transaction.atomic():
        written = actions.write_entities(by=officer, source=where, entities=list(RECORDS.values()))
    return dict(zip(written, RECORDS, strict=True))


def test_every_query_finds_what_the_table_says_and_says_why(officer: Officer, keys: Mapping[str, str]) -> None:
    wrong = []
    for text, expected in HITS:
        page = search(by=officer, text=text, filters=SearchFilters())
        found = {keys[hit.reference]: hit.found.value for hit in page.hits}
        if found != expected or page.count != len(expected) or page.is_more:
            wrong.append(f"{text}: {found}, not {dict(expected)}")
    assert "\n".join(wrong) == ""


def test_the_engine_finds_exactly_what_the_rule_finds(officer: Officer, keys: Mapping[str, str]) -> None:
    """The rule is ``domain.searching.finds``; each engine must agree with it, row by row."""
    del keys
    rows = {row.reference: tokens_of(lines_in(row.lines)) for row in SearchEntry.objects.all()}
    for text, _ in HITS:
        node = read_query(text).written
        assert node is not None
        by_rule = {reference for reference, tokens in rows.items() if finds(node, tokens)}
        page = search(by=officer, text=text, filters=SearchFilters())
        by_engine = {hit.reference for hit in page.hits if hit.found in {Found.WRITTEN, Found.NUMBER}}
        assert by_engine == by_rule, text
