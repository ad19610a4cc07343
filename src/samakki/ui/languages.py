"""The eleven languages of the pages, each with the name its speakers use and the state of its catalogue.

Importing this module declares Lao and Filipino to Django, which knows neither; settings import it, so that happens
before anything asks for a language's name.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from django.conf.locale import LANG_INFO
from django.dispatch import Signal

LANG_INFO.update(
    {
        "lo": {"bidi": False, "code": "lo", "name": "Lao", "name_local": "ລາວ"},
        "fil": {"bidi": False, "code": "fil", "name": "Filipino", "name_local": "Filipino"},
    }
)

LOCALE_PATH = Path(__file__).parent / "locale"

language_chosen = Signal()
"""Sent with ``request`` and ``language`` when somebody picks a language; ``access`` keeps it on the officer."""


class CatalogueState(Enum):
    """How far a translation can be relied on."""

    SOURCE = "source"  # the language the words are written in
    DRAFT = "draft"  # not reviewed by a native speaker of the field
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the pages."""

    code: str  # Django's code, also the folder of its catalogue in lower-case form
    own_name: str  # as its speakers write it
    cldr: str  # Unicode's locale, for dates and names of countries
    state: CatalogueState = CatalogueState.DRAFT
    author: str = "project"
    stated_on: date = date(2026, 11, 22)  # day the state was last judged
    needs_height: bool = False  # stacked signs need taller lines

    @property
    def is_draft(self) -> bool:
        """Whether pages must say that their words were not reviewed."""
        return self.state is CatalogueState.DRAFT


ALL: tuple[Language, ...] = (
    Language("en", "English", "en_GB", CatalogueState.SOURCE),
    Language("km", "ខ្មែរ", "km", needs_height=True),
    Language("th", "ไทย", "th"),
    Language("lo", "ລາວ", "lo", needs_height=True),
    Language("my", "မြန်မာ", "my", needs_height=True),
    Language("vi", "Tiếng Việt", "vi"),
    Language("zh-hans", "简体中文", "zh_Hans"),
    Language("bn", "বাংলা", "bn"),
    Language("id", "Bahasa Indonesia", "id"),
    Language("ms", "Bahasa Melayu", "ms"),
    Language("fil", "Filipino", "fil"),
)
BY_CODE = {language.code: language for language in ALL}

LANGUAGES: list[tuple[str, str]] = [(language.code, language.own_name) for language in ALL]
"""Django's setting of the same name."""


def language_of(code: str | None) -> Language:
    """The language of an active translation, English where it is none of ours.

    Args:
        code: what ``get_language()`` returns; ``None`` while translation is off.
    """
    return BY_CODE.get((code or "en").lower(), BY_CODE["en"])
