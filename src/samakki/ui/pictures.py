"""Draws a picture anew, small: what a browser gets holds pixels that this node made and nothing of the file's own."""

import tempfile
from pathlib import Path

import typst

from samakki.kernel.refusals import SamakkiError

WIDTH, HEIGHT = 480, 1440  # pixels, at most
_POINTS = 72 / 96
_LAYOUT = f"""\
#set page(width: auto, height: auto, margin: 0pt)
#context {{
  let pixel = {_POINTS} * 1pt
  let own = measure(image("NAME"))
  let scale = calc.min({WIDTH} * pixel / own.width, {HEIGHT} * pixel / own.height)
  image("NAME", width: calc.max(own.width * scale, pixel), height: calc.max(own.height * scale, pixel), fit: "stretch")
}}
"""
"""A picture a pixel wide and a thousand high would be a gigabyte of pixels, were it as wide as all others."""
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


class PictureBroken(SamakkiError):
    """The file begins like a picture and is none."""


def drawn_anew(content: bytes, media_type: str) -> bytes:
    """A picture as a PNG of at most `WIDTH` by `HEIGHT` pixels, without place, camera and every other note in the file.

    Not checked here: how large the picture claims to be. Whoever calls looks first.

    Raises:
        PictureBroken: it cannot be read.
    """
    name = f"picture.{EXTENSIONS[media_type]}"
    with tempfile.TemporaryDirectory(prefix="samakki-picture-") as folder:
        Path(folder, name).write_bytes(content)
        Path(folder, "layout.typ").write_text(_LAYOUT.replace("NAME", name), "ascii")
        try:
            # No letter is drawn, and looking for the machine's fonts takes five times as long as the picture.
            return typst.compile(
                Path(folder, "layout.typ"), root=Path(folder), format="png", ppi=96.0, ignore_system_fonts=True
            )
        except typst.TypstError:
            message = "the file cannot be read as a picture"
            raise PictureBroken(message) from None
