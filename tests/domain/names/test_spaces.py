"""Names with or without spaces: what is written together costs almost nothing in any script."""

import pytest

from samakki.names import score
from samakki.names.spaces import respaced

TOGETHER = [
    ("Bong Lek", "BongLek", "en"),
    ("Aung San Suu Kyi", "Aungsan Suukyi", "en"),
    ("Abdul Rahman bin Ismail", "Abdulrahman bin Ismail", "ms"),
    ("Nguyễn Văn Hùng", "NguyenVanHung", "vi"),
    ("សុខ សុភា", "សុខសុភា", "km"),
    ("สมชาย แสวงการ", "สมชายแสวงการ", "th"),
    ("ສົມຊາຍ ແກ້ວ", "ສົມຊາຍແກ້ວ", "lo"),
    ("အောင် ဆန်း", "အောင်ဆန်း", "my"),
    ("শেখ হাসিনা", "শেখহাসিনা", "bn"),
]


@pytest.mark.parametrize(("apart", "together", "language"), TOGETHER)
def test_spaces_cost_almost_nothing(apart: str, together: str, language: str) -> None:
    assert score(apart, together, language, language) > 0.9


@pytest.mark.parametrize(
    ("native", "language", "apart"),
    [
        ("សុខ សុភា", "km", "Sok Sophea"),
        ("สมชาย แสวงการ", "th", "Somchai Sawaengkan"),
        ("အောင်ဆန်း", "my", "Aung San"),
        ("শেখ হাসিনা", "bn", "Sheikh Hasina"),
    ],
)
def test_a_native_name_fits_its_latin_spelling_with_or_without_spaces(native: str, language: str, apart: str) -> None:
    scores = [
        score(one, other, language, "en")
        for one in (native, native.replace(" ", ""))
        for other in (apart, apart.replace(" ", "").title())
    ]
    assert min(scores) > 0.5


@pytest.mark.parametrize(
    ("a", "b"), [("Bong Lek", "BongSok"), ("Abdul Rahman", "Abdulrazak"), ("Sok Dara", "Sokdaly"), ("An Na", "Anh")]
)
def test_words_that_differ_are_not_helped(a: str, b: str) -> None:
    assert score(a, b, "en", "en") < 0.5


def test_spaces_are_put_in_the_same_places_whichever_comes_first() -> None:
    pairs = [(("bonglek",), ("bong", "lek")), (("aungsan", "kyi"), ("kyi", "aung", "san")), (("a", "b"), ("ab", "c"))]
    for a, b in pairs:
        one, other = respaced(a, b)
        assert respaced(b, a) == (other, one)
        assert ("".join(one), "".join(other)) == ("".join(a), "".join(b))
