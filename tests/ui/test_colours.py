"""Every pair of colours that carries words can be told apart by people with weak sight (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

STYLES = (Path(__file__).parents[2] / "src/samakki/ui/static/ui/samakki.css").read_text("utf-8")
ROOT_RULES = "".join(re.findall(r":root\{([^}]*)\}", STYLES.partition("@media")[0]))
COLOURS = dict(re.findall(r"--govuk-([a-z-]+)-colour: ?(#[0-9a-f]{6})", ROOT_RULES))
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("text", "body-background"),
        ("text", "template-background"),
        ("secondary-text", "body-background"),
        ("secondary-text", "template-background"),
        ("link", "body-background"),
        ("link", "surface-background"),
        ("link-hover", "body-background"),
        ("link-hover", "surface-background"),
        ("link-visited", "body-background"),
        ("error", "body-background"),
        ("success", "body-background"),
        ("inverse-text", "brand"),
        ("inverse-text", "error"),
        ("inverse-text", "success"),
        ("focus-text", "focus"),
        ("surface-text", "surface-background"),
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    assert contrast(COLOURS[words], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("edge", ["input-border", "brand", "error"])
def test_edges_of_controls_stand_out_from_the_page(edge: str) -> None:
    assert contrast(COLOURS[edge], WHITE) >= 3
