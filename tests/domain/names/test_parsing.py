"""How names are read: scripts, titles, parts, spelling variants."""

import random

import pytest

from samakki.names import Role, detect, parse, score
from samakki.names.cleaning import clean
from samakki.names.languages import HABITS
from samakki.names.scripts import RUNS
from samakki.names.zawgyi import to_unicode, zawgyi_probability


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("ហ៊ុន សែន", "km", "Khmr"),
        ("สมชาย แสวงการ", "th", "Thai"),
        ("ທອງລຸນ ສີສຸລິດ", "lo", "Laoo"),
        ("အောင်ဆန်းစုကြည်", "my", "Mymr"),
        ("陳金德", "zh", "Hani"),
        ("শেখ হাসিনা", "bn", "Beng"),
        ("Nguyễn Văn Hùng", "vi", "Latn"),
        ("Ahmad bin Abdullah", "ms", "Latn"),
        ("Somchai Sawaengkarn", "en", "Latn"),
    ],
)
def test_script_and_language_are_recognised_and_said_to_be_guessed(text: str, language: str, script: str) -> None:
    found = detect(text)
    assert (found.language, found.script, found.is_guess) == (language, script, True)


def test_a_language_that_was_said_is_kept_if_it_uses_the_script() -> None:
    assert detect("Suharto", "id").language == "id"
    assert not detect("Suharto", "id").is_guess
    assert detect("สมชาย", "en").language == "th"


@pytest.mark.parametrize(
    ("titled", "bare", "language"),
    [
        ("លោក សុខ សុភា", "សុខ សុភា", "km"),
        ("ឯកឧត្តម ហោ ណាំហុង", "ហោ ណាំហុង", "km"),
        ("นายสมชาย แสวงการ", "สมชาย แสวงการ", "th"),
        ("พล.ต.อ. สมชาย แสวงการ", "สมชาย แสวงการ", "th"),
        ("นาง สมศรี ใจดี", "สมศรี ใจดี", "th"),
        ("ທ້າວ ສົມຊາຍ ແກ້ວ", "ສົມຊາຍ ແກ້ວ", "lo"),
        ("ဦးသိန်းစိန်", "သိန်းစိန်", "my"),
        ("ဒေါ်အောင်ဆန်းစုကြည်", "အောင်ဆန်းစုကြည်", "my"),
        ("陈金德先生", "陈金德", "zh"),
        ("জনাব শেখ হাসিনা", "শেখ হাসিনা", "bn"),
        ("U Thein Sein", "Thein Sein", "my"),
        ("Daw Aung San Suu Kyi", "Aung San Suu Kyi", "en"),
        ("Dato' Sri Najib bin Razak", "Najib bin Razak", "ms"),
        ("Drs. H. Imam Suroso, SH, MM", "Imam Suroso", "id"),
        ("Atty. Juan Dela Cruz", "Juan Dela Cruz", "fil"),
        ("Samdech Hun Sen", "Hun Sen", "en"),
        ("Ông Nguyễn Văn Hùng", "Nguyễn Văn Hùng", "vi"),
        ("Oo Maung", "Maung", "my"),
        ("Maung Tun Kyaw", "Tun Kyaw", "my"),
        ("စောလွင်", "လွင်", "my"),
        ("Sen. Leila Santos", "Leila Santos", "en"),
        ("Sen Leila Santos", "Leila Santos", "fil"),
        ("Thao Somsak", "Somsak", "en"),
        ("Razali bin Datuk Haji Ahmad", "Razali bin Ahmad", "ms"),
        ("ဦးနု ရွာ", "ဦးနု", "my"),
    ],
)
def test_titles_go_and_the_name_stays(titled: str, bare: str, language: str) -> None:
    assert parse(titled, language).words == parse(bare, language).words
    assert parse(titled, language).titles


@pytest.mark.parametrize(
    "text",
    [
        *("Ma", "Ko Ko Gyi", "Maung Maung", "Ma Ying-jeou", "U", "Tan Sri", "นาย", "ဦး", "先生"),
        *("Sen Pich", "Thao Nguyen", "Phra Kaeo", "พระแก้ว", "พระ แก้ว", "Kan Shi"),
    ],
)
def test_a_title_alone_or_inside_a_name_stays(text: str) -> None:
    assert parse(text).words
    assert not parse(text).titles


@pytest.mark.parametrize(
    ("written", "also", "language"),
    [
        ("អូរស្វាយ", "អូស្វាយ", "km"),
        ("អូរឫស្សីទី ២", "អូរឫស្សីទីពីរ", "km"),
        ("上海市", "上海", "zh"),
        ("Cebu City", "Cebu", "en"),
        ("সেবু শহর", "সেবু", "bn"),
        ("จังหวัดน่าน", "น่าน", "th"),
        ("ភូមិ ព្រែកប្រសប់", "ព្រែកប្រសប់", "km"),
    ],
)
def test_places_are_read_alike_however_they_are_written(written: str, also: str, language: str) -> None:
    assert parse(written, language).words == parse(also, language).words


def test_which_of_several_places_is_also_read_as_a_figure() -> None:
    assert ("កាកាប", "2") in parse("កាកាបទី២", "km").forms
    assert score("កាកាបទី២", "Kakab 2", "km", "en") > 0.5


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("ហ៊ុន សែន", [Role.FAMILY, Role.GIVEN]),
        ("สมชาย แสวงการ", [Role.GIVEN, Role.FAMILY]),
        ("အောင်ဆန်း", [Role.GIVEN, Role.GIVEN]),
        ("欧阳娜娜", [Role.FAMILY, Role.GIVEN]),
        ("Nguyễn Văn Hùng", [Role.FAMILY, Role.MIDDLE, Role.GIVEN]),
        ("Ahmad bin Ali", [Role.GIVEN, Role.PARTICLE, Role.FATHER]),
    ],
)
def test_parts_follow_the_habits_of_the_language(text: str, roles: list[Role]) -> None:
    assert [part.role for part in parse(text).parts] == roles


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("ចន្ដា", "ចន្តា", "km"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33", "th"),
        ("ໜອງ", "ຫນອງ", "lo"),
        ("ေအာင္ဆန္း", "အောင်ဆန်း", "my"),
        ("陳金揚", "陈金扬", "zh"),
        ("মোঃ আলী", "মুহাম্মদ আলী", "bn"),
        ("Md. Ali", "Mohammad Ali", "en"),
        ("Nguye\u0302\u0303n", "Nguyễn", "vi"),
        ("GHIZZONI\u200b", "Ghizzoni", "en"),
        ("ភូមិ២", "ភូមិ2", "km"),
        ("Suharto Suharto", "Suharto", "id"),
    ],
)
def test_spelling_variants_have_one_form(one: str, other: str, language: str) -> None:
    assert parse(one, language).words == parse(other, language).words


def test_what_may_be_zawgyi_or_unicode_keeps_both_readings() -> None:
    forms = parse("လွလွ").forms
    assert len(forms) == 2
    assert len(parse("အောင်ဆန်း").forms) == 1


@pytest.mark.parametrize("text", ["အောင်ဆန်းစုကြည်", "မန္တလေးမြို့", "ဝင်းမြင့်", "သန္တာ", "ကျော်ဇော"])
def test_unicode_is_not_taken_for_zawgyi(text: str) -> None:
    assert zawgyi_probability(text) < 0.5


@pytest.mark.parametrize(
    ("zawgyi", "text"),
    [("ျမင့္", "မြင့်"), ("ေအာင္ေက်ာ္", "အောင်ကျော်"), ("သႏၲာ", "သန္တာ"), ("ၾကည္", "ကြည်"), ("လႈိင္", "လှိုင်"), ("ခ်ဳိ", "ချို")],
)
def test_zawgyi_becomes_unicode(zawgyi: str, text: str) -> None:
    assert zawgyi_probability(zawgyi) > 0.5
    assert to_unicode(zawgyi) == text


def random_texts(count: int) -> list[str]:
    chance = random.Random(7)  # noqa: S311  (test data)
    starts = [start for start, _ in RUNS if start < 0xF000]
    texts = []
    for _ in range(count):
        base = chance.choice(starts)
        letters = [
            chr(base + chance.randrange(0x60)) if chance.random() < 0.9 else chance.choice(" -.'(@\u200b9")
            for _ in range(chance.randrange(24))
        ]
        texts.append("".join(letter for letter in letters if not 0xD800 <= ord(letter) < 0xE000))
    return texts


def test_ten_thousand_random_strings_never_raise_and_normalising_twice_changes_nothing() -> None:
    for text in random_texts(10_000):
        name = parse(text)
        assert name.forms
        assert clean(clean(text)) == clean(text)
        habits = HABITS[name.detected.language]
        once = habits.normalise(clean(text))
        assert habits.normalise(once) == once, repr(text)
