import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.ui.printing import Block, Facts, Frame, Heading, Note, Points, Printed, Rows, Text, has_sign, print_paper
from tools import print_fonts

AT = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
FRAME = Frame(
    "C-7K3QX exhibit list", "KH/POL", "C-7K3QX", "H1, H2", "Edition 2", ("Page ", " of ", ""), "km", is_wide=True
)
SCRIPTS = {
    "khmer": "ភ្នំពេញ ស្ត្រីម្នាក់ដែលមកពីខេត្តព្រៃវែង",
    "burmese": "သင်္ဘော ဥက္ကဋ္ဌ",
    "thai": "น้ำ ผู้หญิงคนหนึ่ง",
    "lao": "ຜູ້ຍິງຄົນໜຶ່ງ",
    "bengali": "একজন মহিলা কক্সবাজার",
    "chinese": "一名女子说她被带到寺庙后面的房子里",
    "vietnamese": "Người phụ nữ từ Tây Ninh",
    "filipino": "Babaeng mula sa Cebu, ñ",
}


def printed(*texts: str) -> Printed:
    return print_paper(FRAME, [Heading("Exhibit list", 1), *(Text(text) for text in texts)], at=AT)


def test_every_script_is_printed_with_no_sign_left_out() -> None:
    paper = printed(*SCRIPTS.values())
    assert paper.content.startswith(b"%PDF-1.7")
    assert paper.unprintable == frozenset()


def test_the_file_says_which_standards_it_keeps_and_what_it_is() -> None:
    text = printed("x").content
    assert b"<pdfaid:part>2</pdfaid:part>" in text or b'pdfaid:part="2"' in text or b"pdfaid:part>2" in text
    assert b"pdfuaid" in text
    assert b"C-7K3QX exhibit list" in text


def test_a_long_word_does_not_run_over_the_edge() -> None:
    assert printed("f" * 3000).pages == 1


def test_the_same_data_and_moment_give_the_same_file() -> None:
    assert printed("ក").content == printed("ក").content


def test_every_block_is_laid_out_and_pages_are_counted() -> None:
    rows = [[str(number), SCRIPTS["khmer"]] for number in range(120)]
    blocks: list[Block] = [
        Heading("Exhibit list", 1),
        Note("What changed"),
        Facts([("Case", "C-7K3QX")]),
        Rows(["No.", "What"], rows, [1, 4]),
        Points(["one", "two"]),
        Facts([]),
        Rows(["No."], [], [1]),
    ]
    assert print_paper(FRAME, blocks, at=AT).pages > 3


@pytest.mark.parametrize("text", ['#import "x"', "*bold* _it_", "$x$ @ref <label>", "\\#panic()", "#{", "`raw`", "= h"])
def test_nothing_typed_is_read_as_markup(text: str) -> None:
    assert printed(text).pages == 1


def test_a_sign_without_a_font_is_printed_as_its_number() -> None:
    assert printed("陳 🚀 ok\u202e\0").unprintable == {"陳", "🚀"}
    assert has_sign("陈")


@given(st.text(max_size=40))
@settings(max_examples=25)
def test_any_text_can_be_printed(text: str) -> None:
    assert printed(text).pages >= 1


def test_the_fonts_are_those_that_were_cut() -> None:
    assert print_fonts.main(["--check"]) == 0
    assert re.search(
        "Open Font License", (print_fonts.FOLDER / "OFL-noto-sans-sc.txt").read_text("utf-8"), re.IGNORECASE
    )
