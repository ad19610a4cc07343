"""What in a text gives its source away."""

import pytest

from samakki.intelligence.domain.lint import Checked, findings_in, findings_of_file
from samakki.intelligence.domain.sources import SourceDetails, Traces
from samakki.intelligence.domain.vocabulary import WarningCode

SELF, PLACE, QUOTE, SAME, LANGUAGE, RECORD = (
    WarningCode.SELF_REFERENCE,
    WarningCode.EXACT_TIME_AND_PLACE,
    WarningCode.DIRECT_QUOTE,
    WarningCode.SAME_WORDS,
    WarningCode.LANGUAGE,
    WarningCode.SOURCE_RECORD,
)


def codes(text: str, **against: object) -> set[WarningCode]:
    return {one.code for one in findings_in(text, Checked(**against))}  # type: ignore[arg-type]  # as Checked takes them


@pytest.mark.parametrize(
    "text",
    [
        "I saw him there.",
        "My brother drives for him.",
        "They took our papers.",
        "ខ្ញុំឃើញគាត់",  # km: I saw him
        "ผมเห็นเขา",  # th
        "ຂ້ອຍເຫັນລາວ",  # lo
        "ကျွန်တော် တွေ့ခဲ့တယ်",  # my
        "Tôi đã thấy anh ta",  # vi
        "我看见了他",  # zh
        "আমি তাকে দেখেছি",  # bn
        "Saya melihat dia",  # id, ms
        "Teman saya bekerja di sana",
        "Nakita ko siya",  # fil
    ],
)
def test_a_source_that_speaks_of_itself_is_found_in_eleven_languages(text: str) -> None:
    assert SELF in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The driver goes to the US every month.",
        "Sok took his phone.",
        "A man named Ameen drives.",
        "তিনি আমিন বাজারে গেলেন",  # bn: the name Amin holds the letters of "I"
        "He meets the others at night.",
    ],
)
def test_words_that_only_look_like_it_raise_no_warning(text: str) -> None:
    assert SELF not in codes(text)


def test_a_longer_phrase_swallows_its_parts() -> None:
    found = [one.fragment for one in findings_in("My brother drives.", Checked()) if one.code is SELF]
    assert found == ["My brother"]


@pytest.mark.parametrize(
    "text",
    [
        "At 14:30 he stood at the market.",
        "ម៉ោង ៥ នៅផ្សារ",  # km, with Khmer digits
        "เวลา ๘ ที่ตลาด",  # th
        "Lúc 9 giờ ở chợ",  # vi
        "晚上9点在市场",  # zh
        "Pukul 8 di pasar",  # id
        "5 pm, house no. 12",
    ],
)
def test_an_exact_time_with_a_small_place_is_found(text: str) -> None:
    assert PLACE in codes(text)


@pytest.mark.parametrize("text", ["In the evening at the market.", "At 14:30 he left.", "He has a house."])
def test_a_time_or_a_place_alone_is_not(text: str) -> None:
    assert PLACE not in codes(text)


@pytest.mark.parametrize("text", ["He said “come alone”.", "他说「别告诉人」", 'He said "come alone" to her.'])
def test_quotations_are_found(text: str) -> None:
    assert QUOTE in codes(text)


def test_long_runs_of_the_text_as_received_are_found() -> None:
    raw = "she told me that the man with the blue cap collects the passports every Friday"
    assert SAME in codes("The man with the blue cap collects the passports.", raw=raw)
    assert SAME not in codes("A man collects passports weekly.", raw=raw)
    khmer = "ស្រីនោះនិយាយថាគាត់នាំមនុស្សឆ្លងទន្លេនៅពេលយប់"
    assert SAME in codes("គាត់នាំមនុស្សឆ្លងទន្លេនៅពេលយប់", raw=khmer)


def test_another_script_and_talk_of_language_are_found() -> None:
    assert LANGUAGE in codes("A driver called สมชาย drives.")
    assert LANGUAGE in codes("He speaks with an accent.")
    assert LANGUAGE not in codes("A driver called Somchai drives.")


def test_a_text_with_something_of_the_source_gives_a_yes_and_nothing_else() -> None:
    traces = Traces.of(SourceDetails(names=("Prak Vanna", "ប្រាក់ វណ្ណា"), phones=("+855 12 345 678",)))
    for text in ("Vanna drives.", "វណ្ណា បើកឡាន", "Call 012345678.", "Call 012 345 678."):
        (found,) = [one for one in findings_in(text, Checked(in_source_record=traces.is_in)) if one.code is RECORD]
        assert found.fragment == ""
    for text in ("Somebody drives.", "Savanna is a place.", "Call 012 345 999."):
        assert RECORD not in codes(text, in_source_record=traces.is_in)


def test_what_a_file_says_of_itself_is_named_by_its_kind() -> None:
    found = findings_of_file(Checked(file_marks=("file-author", "file-position", "file-author")))
    assert [(one.code, one.fragment) for one in found] == [
        (WarningCode.METADATA, "file-author"),
        (WarningCode.METADATA, "file-position"),
    ]


def test_an_empty_text_says_nothing() -> None:
    assert findings_in("", Checked(raw="x", in_source_record=lambda _text: True)) == ()
