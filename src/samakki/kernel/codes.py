"""Countries, languages and scripts as the codes of their standards; a name for a reader is looked up where it is shown.

Sources: ISO 3166-1 (countries), BCP 47 with ISO 639-1 and 639-3 (languages), ISO 15924 (scripts).
"""

import re
from dataclasses import dataclass

from samakki.kernel.code_tables import COUNTRY_CODES, LANGUAGE_CODES, LONG_LANGUAGE_CODES, SCRIPT_CODES
from samakki.kernel.refusals import InvalidValue


@dataclass(frozen=True, slots=True, order=True)
class Country:
    """A country or territory by its ISO 3166-1 alpha-2 code. Says nothing about recognition by anybody."""

    code: str

    def __post_init__(self) -> None:
        """Refuse a code that the standard does not assign."""
        if not self.is_code(self.code):
            raise InvalidValue("country-unknown")

    @staticmethod
    def is_code(text: str) -> bool:
        """Whether `text` is an assigned alpha-2 code, in capitals."""
        return text in COUNTRY_CODES

    @classmethod
    def parse(cls, text: str) -> "Country":
        """Read a code in any letter case. Names and alpha-3 codes are not read: they are ambiguous as typed.

        Raises:
            InvalidValue: "country-unknown".

        >>> Country.parse(" kh ")
        Country(code='KH')
        """
        return cls(text.strip().upper())

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class Script:
    """A writing system by its ISO 15924 code; only those this software meets."""

    code: str

    def __post_init__(self) -> None:
        """Refuse a code that is not in the table."""
        if self.code not in SCRIPT_CODES:
            raise InvalidValue("script-unknown")

    @classmethod
    def parse(cls, text: str) -> "Script":
        """Read a code in any letter case.

        Raises:
            InvalidValue: "script-unknown".

        >>> Script.parse("KHMR")
        Script(code='Khmr')
        """
        return cls(text.strip().capitalize())

    def __str__(self) -> str:
        return self.code


_TAG = re.compile(r"(?P<language>[a-z]{2,3})(-(?P<script>[a-z]{4}))?(-(?P<country>[a-z]{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Language:
    """A language as a BCP 47 tag of up to three parts: language, script, country: "km", "zh-Hant", "ms-Arab-BN".

    The table holds the languages that people in a case of this region may speak, not only those the pages speak.
    """

    tag: str

    def __post_init__(self) -> None:
        """Refuse a tag that `parse` would not give back unchanged."""
        if _canonical_tag(self.tag) != self.tag:
            raise InvalidValue("language-unknown")

    @classmethod
    def parse(cls, text: str) -> "Language":
        """Read a tag in any letter case, with hyphens or underscores, and long codes such as "khm" for "km".

        Trap: Filipino (fil) and Tagalog (tl) stay apart, as do Malay (ms) and Indonesian (id): an interpreter for
        one is not always one for the other.

        Raises:
            InvalidValue: "language-unknown".

        >>> str(Language.parse("ZH_hant"))
        'zh-Hant'
        """
        return cls(_canonical_tag(text))

    @property
    def code(self) -> str:
        """The language part alone."""
        return self.tag.partition("-")[0]

    def __str__(self) -> str:
        return self.tag


def _canonical_tag(text: str) -> str:
    found = _TAG.fullmatch(text.strip().lower().replace("_", "-"))
    if not found:
        raise InvalidValue("language-unknown")
    code = LONG_LANGUAGE_CODES.get(found["language"], found["language"])
    if code not in LANGUAGE_CODES:
        raise InvalidValue("language-unknown")
    script = [Script.parse(found["script"]).code] if found["script"] else []
    country = [Country.parse(found["country"]).code] if found["country"] else []
    return "-".join([code, *script, *country])


# The Coordinated Mekong Ministerial Initiative against Trafficking, memorandum of understanding of 29 October 2004.
COMMIT_COUNTRIES = tuple(map(Country, ("KH", "CN", "LA", "MM", "TH", "VN")))

# The countries whose agencies this software is built for; any other country can still be named in a case.
REGION_COUNTRIES = (*COMMIT_COUNTRIES, *map(Country, ("BD", "BN", "ID", "MY", "PH", "SG")))

# The pages speak these.
PAGE_LANGUAGES = tuple(map(Language, ("en", "km", "th", "lo", "my", "vi", "zh", "bn", "id", "ms", "fil")))
