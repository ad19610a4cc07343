"""Vietnamese (vi, Latn): family, middle, given; people are called by the given name; the order turns abroad.

Nearly four in ten are Nguyễn, so agreement of the family name carries almost no weight. Văn and Thị mark the sex.
"""

import re
from collections.abc import Sequence

from samakki.names import latin
from samakki.names.habits import Habits, Part, Role

LETTERS = re.compile("[ăâêôơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
FAMILIES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly truong dinh doan lam luong trinh mai cao "
    "dao to ha phung quach chau thach tang vuong luu ta thai kieu".split()
)
TITLES = frozenset({"ong", "ba", "co", "anh", "chi", "ong ba"})


def looks_vietnamese(text: str) -> bool:
    """Whether a name in Latin letters has letters only Vietnamese uses, or starts with one of its family names."""
    if LETTERS.search(text):
        return True
    words = latin.folded(text).split()
    return len(words) > 2 and words[0] in FAMILIES and all(len(word) <= 6 for word in words)


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """Family first, given last, what is between is middle.

    >>> [part.role.value for part in split(["Nguyễn", "Văn", "Hùng"])]
    ['family', 'middle', 'given']
    """
    last = len(words) - 1
    return tuple(
        Part(word, Role.GIVEN if place == last else Role.FAMILY if place == 0 else Role.MIDDLE)
        for place, word in enumerate(words)
    )


HABITS = Habits(
    language="vi",
    script="Latn",
    split=split,
    normalise=latin.normalise,
    titles=latin.TITLES | TITLES,
    endings=latin.DEGREES,
)
