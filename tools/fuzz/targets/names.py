"""Names of people in whatever letters: read, told apart, put into keys, compared, spelled in Latin letters."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from samakki import names
from samakki.names import bundle
from samakki.names.bundle import NotModels
from samakki.names.cleaning import clean
from samakki.names.files import PairsFileWrong, score_pairs
from samakki.names.zawgyi import to_unicode, zawgyi_probability
from tools.fuzz.target import Target

LANGUAGES = ("", "km", "th", "lo", "my", "vi", "zh", "bn", "ms", "id", "fil", "en", "xx", "zh-Hant")
WRITTEN = (
    "សុខ ស្រីមុំ",
    "ចាន់ ដារ៉ា",
    "นายสมชาย ใจดี",
    "บองเล็ก",
    "ທ້າວ ບຸນມີ",
    "မောင်မောင်လတ်",
    "ေမာင္ေမာင္",
    "Nguyễn Thị Hương",
    "王小明",
    "陳大文",
    "歐陽修",
    "মোহাম্মদ রহমান",
    "Mohd Ali bin Abu Bakar",
    "Siti Nurhaliza binti Tarudin",
    "Budi Santoso",
    "Juan dela Cruz",
    "Sok Dara",
    "SOK, Dara (alias Bong Lek)",
    "O'Brien-Smith Jr.",
    "U Ko Ni",
    "á\u0301\u200d\ufeffx",
    "១២៣",
    "",
    " ",
    "김정은",
)


def text_of(data: bytes) -> str:
    """Bytes as a text; a first letter "s" lets halves of characters through, as JSON does."""
    return data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "ignore") if is_text(data) else ""


def is_text(data: bytes) -> bool:
    """Whether they are a text in that way."""
    try:
        data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "ignore")
    except UnicodeDecodeError:
        return False
    return True


def read_name(data: bytes) -> None:
    """One name, in a language that the first byte says."""
    language, text = LANGUAGES[(data[0] if data else 0) % len(LANGUAGES)], text_of(data[1:])
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert 0 <= zawgyi_probability(text) <= 1
    to_unicode(text)
    names.detect(text, language)
    found = names.parse(text, language)
    assert names.parse(text, language) == found
    assert names.keys(text, language) is not None
    names.whole_name_keys(text, language)
    names.romanise(text, language)


def written() -> Iterator[bytes]:
    """Names of the region, with and without their language."""
    for place, name in enumerate(WRITTEN):
        yield b"\0" + name.encode()
        yield bytes((place % len(LANGUAGES),)) + name.encode()


def compare(data: bytes) -> None:
    """Two names, a line each."""
    first, _, second = text_of(data).partition("\n")
    found = names.compare(first, second)
    assert 0 <= found.score <= 1
    assert 0 <= names.score(second, first) <= 1
    names.rank(names.parse(first), [names.parse(second), names.parse(first)])


def pairs() -> Iterator[bytes]:
    """Every name beside the next."""
    for first, second in zip(WRITTEN, WRITTEN[1:] + WRITTEN[:1], strict=True):
        yield f"{first}\n{second}".encode()
        yield f"{first}\n{first}".encode()


def read_pairs(data: bytes) -> None:
    """A file of pairs."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        Path(folder, "pairs.csv").write_bytes(data)
        score_pairs(Path(folder, "pairs.csv"), Path(folder, "out.csv"))


def pair_files() -> Iterator[bytes]:
    """Good ones and odd ones."""
    yield 'name_a,name_b,lang_a,lang_b,note\nសុខ,Sok,km,,x\n"Dara, S.",ដារ៉ា,,,\n'.encode()
    yield b'name_a,name_b\nA\nB,C,D,E\n\n"unclosed,'
    yield b"\xef\xbb\xbfname_a,name_b,score\r\nA,B,1\r\n"
    yield b"name_a\nA\n"


def read_models(data: bytes) -> None:
    """A file of models that somebody gave to ``samakki names --models``."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "models.npz")
        path.write_bytes(data)
        bundle.load(path)


def models() -> Iterator[bytes]:
    """Small ones: nothing learned, and one model of each kind with few entries."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        bundle.Models({}, {}, frequency={"sok": 12.0}, version="1").save(Path(folder, "models.npz"))
        yield Path(folder, "models.npz").read_bytes()


TARGETS = (
    Target(
        "name",
        "names as they were written",
        read_name,
        (),
        written,
        ("samakki.names",),
        longest=2048,
        words=tuple(word.encode() for word in ("bin ", "นาย", "លោក", "\u1031", "\u17d2", "王", "-", "(", " y ")),
    ),
    Target("name-pair", "two names that are compared", compare, (), pairs, ("samakki.names",), longest=1024),
    Target(
        "name-pairs-file",
        "files of pairs of names",
        read_pairs,
        (PairsFileWrong,),
        pair_files,
        ("samakki.names.files",),
        words=(b"name_a", b"name_b", b"lang_a", b'""', b"\r\n"),
    ),
    Target(
        "models",
        "files of models of names",
        read_models,
        (NotModels,),
        models,
        ("samakki.names.bundle",),
        words=(b"PK\x01\x02", b"\x93NUMPY\x01\x00", b"{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }"),
    ),
)
