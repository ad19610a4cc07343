"""Draws a picture anew, small: what a browser gets holds pixels that this node made and nothing of the file's own."""

import tempfile
from pathlib import Path

import typst

from samakki.kernel.refusals import SamakkiError

WIDTH = 480  # pixels
_POINTS = 72 / 96
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


class PictureBroken(SamakkiError):
    """The file begins like a picture and is none."""


def drawn_anew(content: bytes, media_type: str) -> bytes:
    """A picture as a PNG of at most `WIDTH` pixels, without place, camera and every other note in the file.

    Not checked here: how large the picture claims to be. Whoever calls looks first.

    Raises:
        PictureBroken: it cannot be read.
    """
    name = f"picture.{EXTENSIONS[media_type]}"
    layout = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}", width: {WIDTH * _POINTS}pt)'
    with tempfile.TemporaryDirectory(prefix="samakki-picture-") as folder:
        Path(folder, name).write_bytes(content)
        Path(folder, "layout.typ").write_text(layout, "ascii")
        try:
            return typst.compile(Path(folder, "layout.typ"), root=Path(folder), format="png", ppi=96.0)
        except typst.TypstError:
            message = "the file cannot be read as a picture"
            raise PictureBroken(message) from None
