"""What is typed into the search box, what is indexed, and names and numbers that are covered up in texts."""

from collections.abc import Iterator

from samakki.entities.domain.numbers_in_text import forms_of, replace_numbers
from samakki.entities.domain.search_tokens import Kind, Line, tokens_of
from samakki.entities.domain.searching import finds, parts_of, read_query
from samakki.entities.domain.spellings import names_in, replace_spellings, stands_alone
from samakki.entities.domain.syllables import fold
from samakki.intelligence.domain.lint import Checked, findings_in
from tools.fuzz.target import Target
from tools.fuzz.targets.names import WRITTEN, text_of

CODE = "P-7K3QX"


def search(data: bytes) -> None:
    """A query, held against a record that says the very same."""
    text = text_of(data)
    query = read_query(text, lambda part: (part, part[::-1]))
    for node in (query.written, query.spelled):
        if node is not None:
            list(parts_of(node))
            for kind in Kind:
                finds(node, tokens_of([Line(kind, text)]))


def queries() -> Iterator[bytes]:
    """Names, numbers, plates, several of them."""
    yield from (name.encode() for name in WRITTEN)
    yield from (
        b"012 345 678 sok",
        b"+85512345678",
        b"2AB-1234 dara",
        b'"sok dara"',
        b"a" * 200,
        b"1 2 3 4 5 6 7 8 9 10 11 12 13",
    )


def index(data: bytes) -> None:
    """A line of a record, of each kind; what is found must be folded."""
    text = text_of(data)
    assert fold(fold(text)) == fold(text)
    for kind in Kind:
        tokens_of([Line(kind, text)])


def cover(data: bytes) -> None:
    """A name and a number taken out of a text: spellings, numbers, the text, a line each."""
    spelling, number, text = ([*text_of(data).split("\n", 2), "", ""])[:3]
    covered = replace_spellings(text, [spelling], CODE)
    assert not names_in(covered, [spelling]) or names_in(CODE, [spelling])
    stands_alone(text, [spelling])
    replace_numbers(text, forms_of("phone", [number]), CODE)


def covered() -> Iterator[bytes]:
    """Names in texts."""
    for name in WRITTEN:
        yield f"{name}\n012345678\nYesterday {name}, 012-345-678, went; {name}s".encode()
    yield "សុខ\n១២៣៤៥៦\nសុខសុខ ១២៣ ៤៥៦ សុខា".encode()


def look_through(data: bytes) -> None:
    """A text that shall leave, looked through for what gives its source away."""
    raw, _, text = text_of(data).partition("\n\n")
    findings_in(text, Checked(raw=raw, in_source_record=lambda words: names_in(words, ["Sok Dara"])))


def leaving() -> Iterator[bytes]:
    """Texts with quotes, times, places and words of the source."""
    yield "I saw him at 21:40 at the pagoda\n\nHe said “I saw him at 21:40 at the pagoda”; my «brother».".encode()
    yield "ខ្ញុំឃើញគាត់ ម៉ោង ២១:៤០\n\nខ្ញុំឃើញគាត់ ម៉ោង ២១:៤០ នៅវត្ត".encode()
    yield "ผมเห็น\n\nผมเห็น 「เขา」 เวลา 21.40 น. ที่บ้านเลขที่ 12/3 ซอย 5".encode()


TARGETS = (
    Target(
        "query",
        "what is typed into the search box",
        search,
        (),
        queries,
        ("samakki.entities.domain.searching", "samakki.entities.domain.search_tokens"),
        longest=512,
    ),
    Target(
        "index",
        "what is indexed of a record",
        index,
        (),
        queries,
        ("samakki.entities.domain.search_tokens", "samakki.entities.domain.syllables"),
        longest=4096,
    ),
    Target(
        "covering",
        "names and numbers covered up in texts",
        cover,
        (),
        covered,
        (
            "samakki.entities.domain.spellings",
            "samakki.entities.domain.numbers_in_text",
            "samakki.entities.domain.text_units",
        ),
        longest=4096,
    ),
    Target(
        "lint",
        "texts that shall leave",
        look_through,
        (),
        leaving,
        ("samakki.intelligence.domain.lint",),
        longest=8192,
        words=tuple(word.encode() for word in ("“", "”", "«", "»", "「", "‘", "’", '"', "I ", "21:40", "\n\n")),
    ),
)
