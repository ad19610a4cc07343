"""Whatever an entity says, a file of it says the same when it is read again."""

import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.entities.domain import schemata
from samakki.entities.domain.exporting.formats import Format, written
from samakki.entities.domain.exporting.leaving import Leaving, Said
from samakki.entities.domain.exporting.tables import BESIDE, LONGEST_CELL
from samakki.entities.domain.importing.pieces import NAMED, digest_of
from samakki.entities.domain.importing.reading_files import pieces_in
from samakki.entities.domain.importing.recognising import recognise
from samakki.entities.domain.importing.states import ImportKind
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.domain.properties import kept
from samakki.entities.domain.statements import FACT

MEDIA_TYPES = {Format.FOLLOWTHEMONEY: "application/json"}
TRAPS = (
    *(
        "=1+1",
        "+85512345678",
        "-5",
        "@SUM(A1)",
        "'quoted'",
        "|",
        "a|b",
        " | ",
        "\\",
        "\\|",
        "C:\\Temp",
        "¦",
        '"',
        "';--",
    ),
    *("012345678", "0012", "1E5", "2008-05", "17/5/2551", "17 พ.ค. 2551", "ព.ស. ២៥៥១", "TRUE", "#N/A", "%", "＝1"),
    *(" lead", "trail ", "two\nlines", "two\r\nlines", "old\rMac", "tab\there", "a\u2028b", "\ufeffmark", "\u200bjoin"),
    *("សុខ សុភា", "สมชาย ใจดี", "ອິນທະວົງ", "ဒေါ်မြ", "ေအာင္ဆန္း", "王小明", "Nguyễn Văn A", "রহমান", "Sok; Dara", "a,b"),
)
LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
TEXTS = st.one_of(st.sampled_from(TRAPS), st.text(LETTERS, min_size=1, max_size=30)).filter(
    lambda text: text.strip() != ""
)
DAYS = st.sampled_from(["2008", "2008-05", "2008-05-17"])
SPANS = st.sampled_from(["2007-04/2008-05", "../2008-05", "2008/..", "[2007-05-17,2008-05-17]"])
VALUES = {
    "name": TEXTS,
    "alias": TEXTS,
    "notes": TEXTS,
    "idNumber": TEXTS,
    "birthDate": DAYS,
    "samakki:birthDate": SPANS,
    "samakki:age": st.just("16..18@2026-03-01"),
    "phone": st.sampled_from(["+85512345678", "+66812345678"]),
    "samakki:phone": st.sampled_from(["KH:1300", "-:012345"]),
    "gender": st.sampled_from(["male", "female"]),
    "nationality": st.sampled_from(["kh", "th"]),
    "samakki:scar": TEXTS,
}


@st.composite
def statements(draw: st.DrawFn) -> Said:
    prop = draw(st.sampled_from(sorted(VALUES)))
    value = draw(VALUES[prop])
    words = draw(st.one_of(st.just(""), TEXTS))
    return Said(
        kept("Person", prop, value),
        value,
        "" if words == value else words,
        draw(st.sampled_from(["", "km", "zh-Hant"])),
        basis=draw(st.sampled_from([FACT, "assessment"])),
        grade=draw(st.sampled_from(["", "B2", "X4"])),
        since=draw(st.sampled_from(["", "2008-05", "../2008"])),
        until=draw(st.sampled_from(["", "2009-05-17"])),
    )


def entity(number: int, said: tuple[Said, ...], schema: str = "Person") -> Leaving:
    known = frozenset(schemata.properties(schema))
    return Leaving(f"E-{number}", schema, "", "R-1", "report", "B2", "", said, schemata.ends(schema), known)


def in_again(form: Format, entities: list[Leaving]) -> list[Counter[Said]]:
    """What a file of these entities says, entity by entity."""
    props = dict.fromkeys(one.prop for leaving in entities for one in leaving.said)
    file = io.BytesIO(b"".join(written(form, entities, [(prop, tuple(BESIDE)) for prop in sorted(props)])))
    media_type = MEDIA_TYPES.get(form, "text/csv")
    assert recognise(file, media_type).kind is ImportKind.FTM
    names = {NAMED + digest_of(one.reference): one.reference for one in entities}
    found = []
    for piece in pieces_in(file, media_type, ImportKind.FTM, Reading(country="KH"), (), on=date(2026, 3, 1)):
        assert piece.failures == ()
        assert piece.remarks == ()
        (made,) = piece.entities
        found.append(
            Counter(
                Said(
                    one.prop,
                    names.get(one.target, one.value),
                    one.as_written,
                    one.language,
                    names.get(one.target, ""),
                    one.basis,
                    str(one.grade or ""),
                    one.since,
                    one.until,
                )
                for one in made.statements
                if one.prop != "samakki:foreignId"
            )
        )
    return found


FORMS = [Format.FOLLOWTHEMONEY, Format.CSV, Format.CSV_EXCEL]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60)
@given(said=st.lists(st.lists(statements(), min_size=1, max_size=5), min_size=1, max_size=3))
def test_every_statement_comes_back_as_it_left(form: Format, said: list[list[Said]]) -> None:
    entities = [entity(number, tuple(some)) for number, some in enumerate(said)]
    assert in_again(form, entities) == [Counter(some) for some in said]


@pytest.mark.parametrize("form", FORMS)
def test_links_come_back_with_their_ends(form: Format) -> None:
    ends = (Said("person", "E-0", target="E-0", since="2008"), Said("associate", "E-1", target="E-1"))
    people = [entity(number, (Said("name", f"Sok {number}"),)) for number in range(2)]
    link = entity(2, (*ends, Said("relationship", "=cousin")), "Associate")
    assert in_again(form, [*people, link])[2] == Counter(link.said)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_longer_than_a_cell_goes_on_in_a_further_row(form: Format) -> None:
    long = [Said("notes", letter * 15_000, as_written=letter.upper()) for letter in "abcde"]
    said = (Said("name", "Sok"), *long, Said("notes", "|" * 20_000))
    assert in_again(form, [entity(0, said), entity(1, (Said("name", "Dara"),))]) == [
        Counter(said),
        Counter([Said("name", "Dara")]),
    ]
    if form is not Format.FOLLOWTHEMONEY:
        text = b"".join(written(form, [entity(0, said)], [("name", ()), ("notes", ("as_written",))])).decode()
        assert max(len(line) for line in text.splitlines()[:-1]) < LONGEST_CELL + 500
