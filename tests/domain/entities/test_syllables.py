from hypothesis import given
from hypothesis import strategies as st

from samakki.entities.domain.search_tokens import Kind, Line, tokens_of
from samakki.entities.domain.searching import finds, read_query
from samakki.entities.domain.syllables import Run, fold, pieces

SAMPLES = (
    "សុខ ដារ៉ា",
    "ក្រុមហ៊ុន សុភា",
    "นายสมชาย ใจดี",
    "น้ำใส",
    "ທ້າວ ບຸນມີ",
    "ဒေါ်အောင်ဆန်း",
    "王小明和李国华",
    "Nguyễn Văn Đức",
    "Sok Dara",
    "আবদুল করিম",
    "call 012 345-678 at 9",
    "2A-1234",
    "sok_dara.99",
    "กข 1234 กรุงเทพ",
)
LETTERS = st.sampled_from("".join(SAMPLES) + "\u200b\u00ad०９²ﬁé\u0301/()+*\"'\\:;&|!<>")
texts = st.one_of(st.text(max_size=60), st.text(LETTERS, max_size=40), st.sampled_from(SAMPLES))
kinds = st.sampled_from(list(Kind))


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(texts, kinds)
def test_any_text_is_read_and_any_query_is_answered(text: str, kind: Kind) -> None:
    tokens = tokens_of([Line(kind, text)])
    query = read_query(text, lambda part: (part,))
    for node in (query.written, query.spelled):
        if node is not None:
            assert finds(node, tokens) in {True, False}


@given(texts)
def test_no_token_holds_what_an_engine_would_read_as_a_sign(text: str) -> None:
    tokens = tokens_of([Line(Kind.IDENTIFIER, text), Line(Kind.NAME, text)])
    for token in (*tokens.placed, *tokens.loose):
        assert not any(letter.isspace() or letter in "\"'\\:*&|!<>()" for letter in token), token


@given(st.sampled_from(SAMPLES), kinds, st.data())
def test_a_run_of_units_of_a_text_finds_the_text(sample: str, kind: Kind, data: st.DataObject) -> None:
    units = [
        unit for piece in pieces(fold(sample)) for unit in (piece.units if isinstance(piece, Run) else [piece.text])
    ]
    first = data.draw(st.integers(0, len(units) - 1))
    last = data.draw(st.integers(first, len(units) - 1))
    folded = fold(sample)
    start = nth_place(folded, units, first)
    end = nth_place(folded, units, last) + len(units[last])
    node = read_query(folded[start:end]).written
    assert node is not None
    assert finds(node, tokens_of([Line(kind, sample)])), folded[start:end]


def nth_place(text: str, units: list[str], wanted: int) -> int:
    """Where in a text one of its units begins."""
    place = 0
    for unit in units[:wanted]:
        place = text.index(unit, place) + len(unit)
    return text.index(units[wanted], place)


@given(st.text("abcdefghij", min_size=3, max_size=20), st.data())
def test_a_name_is_found_by_three_letters_from_its_inside(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 3))
    end = data.draw(st.integers(start + 3, len(name)))
    node = read_query(name[start:end]).written
    assert node is not None
    assert finds(node, tokens_of([Line(Kind.NAME, name)]))


@given(st.from_regex(r"[1-9][0-9]{7,8}", fullmatch=True), st.sampled_from(["855", "66", "84", "95", "86"]))
def test_a_phone_is_found_however_it_is_dialled(rest: str, country: str) -> None:
    tokens = tokens_of([Line(Kind.IDENTIFIER, f"+{country}{rest}")])
    for typed in (f"0{rest}", f"+{country}{rest}", f"00{country} {rest}", f"+{country} (0){rest}", rest, rest[-4:]):
        node = read_query(typed).written
        assert node is not None
        assert finds(node, tokens), typed


def test_a_phone_told_at_home_is_found_as_dialled_abroad() -> None:
    tokens = tokens_of([Line(Kind.TEXT, "ring 012 345 678 after six")])
    node = read_query("+85512345678").written
    assert node is not None
    assert finds(node, tokens)


def test_zawgyi_is_found_by_unicode_and_by_itself() -> None:
    tokens = tokens_of([Line(Kind.NAME, "ေအာင္ဆန္း")])
    for typed in ("အောင်ဆန်း", "ေအာင္ဆန္း"):
        node = read_query(typed).written
        assert node is not None
        assert finds(node, tokens), typed


def test_parts_of_different_values_are_no_run() -> None:
    tokens = tokens_of([Line(Kind.NAME, "สมชาย"), Line(Kind.NAME, "ใจดี")])
    node = read_query("ชายใจ").written
    assert node is not None
    assert not finds(node, tokens)


def test_a_text_that_repeats_itself_keeps_within_what_the_engines_hold() -> None:
    tokens = tokens_of([Line(Kind.TEXT, "กขค " * 20_000)])
    assert len(tokens.placed) <= 16_000
    assert max(tokens.placed.count(token) for token in ("wก·ข", "wข·ค")) <= 250
