"""Pictures that browser tests take for the documentation, in the folder that ``SAMAKKI_PICTURES`` names.

A run that names no folder takes none. Which of them are shown is decided by who puts them into ``docs/pictures``.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

TELEPHONE, DESK = 390, 1280
NO_FILE_NAME = re.compile(r"[^\w.-]+")
SWITCH = """async (language) => {
  const form = document.querySelector("form[action$='/language/']");
  const data = new FormData(form);
  data.set("language", language);
  await fetch(form.action, { method: "POST", body: data, redirect: "manual" });
}"""


def keep_picture(page: "Page", name: str, *, widths: "Sequence[int]" = (), languages: "Sequence[str]" = ()) -> None:
    """Take the whole page that is shown: once, or once for each language and width.

    Args:
        page: a window; it stays in the last language, and is as wide as before.
        name: of the file; languages and widths stand behind it, as in ``report-km-390.png``.
        widths: in pixels.
        languages: codes; the page is loaded anew in each, with the switch in its header.
    """
    folder = os.environ.get("SAMAKKI_PICTURES")
    if not folder:
        return
    before = page.viewport_size
    for language in languages or ("",):
        if language:
            page.context.add_cookies([{"name": "test-language", "value": language, "url": page.url.split("#")[0]}])
            page.evaluate(SWITCH, language)
            page.reload()
        for width in widths or (0,):
            if width:
                page.set_viewport_size({"width": width, "height": 900})
            parts = [NO_FILE_NAME.sub("-", name).strip("-"), language, str(width or "")]
            page.screenshot(path=Path(folder) / f"{'-'.join(part for part in parts if part)}.png", full_page=True)
    if before:
        page.set_viewport_size(before)
