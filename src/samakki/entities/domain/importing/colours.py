"""Colours of cells in words, since people mark rows with them and a file says only "FFFF00"."""

import colorsys

_GREY_SATURATION = 0.12
_DARK, _LIGHT = 0.2, 0.85
_HUES = (
    (15, "red"),
    (45, "orange"),
    (70, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (255, "blue"),
    (290, "violet"),
    (345, "pink"),
    (361, "red"),
)


def colour_name(code: str) -> str:
    """The name of a colour.

    >>> colour_name("FFFF00"), colour_name("FF0000"), colour_name("00B050"), colour_name("808080")
    ('yellow', 'red', 'green', 'grey')
    """
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < _GREY_SATURATION:
        return "black" if light < _DARK else "white" if light > _LIGHT + 0.1 else "grey"
    return next(name for least, name in _HUES if hue * 360 < least)


def colour_words(code: str) -> str:
    """What is kept of a colour: its name for people, its code so that two yellows stay two.

    >>> colour_words("FFFF00")
    'yellow (FFFF00)'
    """
    return f"{colour_name(code)} ({code})"
