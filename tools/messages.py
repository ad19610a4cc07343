"""Bring the message catalogues up to the words in the code, without gettext on the machine.

``python tools/messages.py`` reads every string from the templates and Python files of ``src/samakki`` and from the
Django and allauth files whose sentences our pages show, merges them into each language's ``django.po``, compiles
``django.mo`` and writes ``docs/reference/translations.md``. With ``--check`` nothing is written; the program fails if
anything would change, or if a translation lost a placeholder.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import to_locale

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from samakki.ui.languages import ALL, LOCALE_PATH, CatalogueState, Language  # noqa: E402  (after the path is set)
from tools.messages_of_code import ALLAUTH, DJANGO, Key, Message, collect, is_borrowed  # noqa: E402  (as above)

REPORT = ROOT / "docs" / "reference" / "translations.md"
PLURALS = {
    "bn": "nplurals=2; plural=(n > 1);",
    "fil": "nplurals=2; plural=(n > 1);",
}
ONE_FORM = "nplurals=1; plural=0;"
PLACEHOLDER = re.compile(r"%\([^)]+\)[a-z]|(?<!%)%[sd]|\{[a-z_]+\}")
MARKUP = re.compile(r"</?[a-z]+")


def main() -> int:
    """Update or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the catalogues lag behind")
    check = parser.parse_args().check
    if not settings.configured:
        settings.configure(USE_I18N=True)
    messages = collect()
    problems: list[str] = []
    catalogues: dict[str, polib.POFile] = {}
    for language in translated_languages():
        catalogue = merged(language, messages)
        catalogues[language.code] = catalogue
        problems += [f"{language.code}: {problem}" for problem in broken(catalogue)]
        problems += write(language, catalogue, check=check)
    problems += write_report(report(messages, catalogues), check=check)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems and check:
        print("Run python tools/messages.py and commit what it writes.", file=sys.stderr)
    lost = [problem for problem in problems if "placeholder" in problem]
    return int(bool(problems if check else lost))


def translated_languages() -> tuple[Language, ...]:
    """Every language but the one the words are written in."""
    return tuple(language for language in ALL if language.state is not CatalogueState.SOURCE)


# Catalogues


def path_of(language: Language) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE_PATH / to_locale(language.code) / "LC_MESSAGES" / "django.po"


def merged(language: Language, messages: dict[Key, Message]) -> polib.POFile:
    """The catalogue as it should be: every string of the code, the translations kept that still have one."""
    path = path_of(language)
    known: dict[Key, polib.POEntry] = {}
    if path.exists():
        known = {(entry.msgctxt or "", entry.msgid): entry for entry in polib.pofile(str(path))}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = metadata(language)
    forms = 1 if language.code not in PLURALS else 2
    for message in messages.values():
        entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
        entry.occurrences = [(name, "") for name in message.files]
        old = known.get(message.key)
        if message.plural:
            entry.msgid_plural = message.plural
            kept = old.msgstr_plural if old else {}
            entry.msgstr_plural = {form: kept.get(form, "") for form in range(forms)}
        else:
            entry.msgstr = old.msgstr if old else ""
        if PLACEHOLDER.search(message.text):
            entry.flags.append("python-format")
        if old:
            entry.tcomment = old.tcomment
        catalogue.append(entry)
    return catalogue


def metadata(language: Language) -> dict[str, str]:
    """Header of a catalogue; state, author and day come from the table of languages, which pages show too."""
    return {
        "Project-Id-Version": "samakki",
        "Language": to_locale(language.code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(language.code, ONE_FORM),
        "X-State": "draft, not reviewed" if language.is_draft else language.state.value,
        "X-Author": language.author,
        "X-State-Date": language.stated_on.isoformat(),
    }


def broken(catalogue: polib.POFile) -> Iterator[str]:
    """Translations in which a placeholder or a piece of markup was lost or invented."""
    for entry in catalogue:
        forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        source = entry.msgid_plural or entry.msgid
        for text in forms:
            if text and (marks(text) != marks(source)):
                yield f"placeholder or markup differs: {source!r} became {text!r}"


def marks(text: str) -> list[str]:
    """Placeholders and markup of a string, in alphabetical order; translators may move them."""
    return sorted([*PLACEHOLDER.findall(text), *MARKUP.findall(text)])


def write(language: Language, catalogue: polib.POFile, *, check: bool) -> list[str]:
    """Write both files of a language, or name those that are behind."""
    source = path_of(language)
    compiled = source.with_suffix(".mo")
    if check:
        behind = []
        if not source.exists() or source.read_text("utf-8") != str(catalogue) + "\n":
            behind.append(f"{source.relative_to(ROOT)} lags behind the code")
        if not compiled.exists() or compiled.read_bytes() != binary(catalogue):
            behind.append(f"{compiled.relative_to(ROOT)} is not what {source.name} compiles to")
        return behind
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(str(catalogue) + "\n", "utf-8")
    compiled.write_bytes(binary(catalogue))
    return []


def binary(catalogue: polib.POFile) -> bytes:
    """The compiled form."""
    with tempfile.NamedTemporaryFile(suffix=".mo") as file:
        catalogue.save_as_mofile(file.name)
        return Path(file.name).read_bytes()


# The page that counts


def report(messages: dict[Key, Message], catalogues: dict[str, polib.POFile]) -> str:
    """How much of each language is there, as a page of the reference."""
    lines = [
        "# Translations",
        "",
        "Written by `python3 run.py messages`. *Borrowed* strings belong to Django or allauth; where a catalogue of",
        "theirs has the sentence, it is shown and counted. A draft says so on every page until a native speaker of the",
        "field has reviewed it; `src/samakki/ui/languages.py` holds the state.",
        "",
        f"Strings: {sum(1 for message in messages.values() if not is_borrowed(message))} own, "
        f"{sum(1 for message in messages.values() if is_borrowed(message))} borrowed.",
        "",
        "| language | own name | own strings | borrowed strings | state | by | on |",
        "|---|---|---|---|---|---|---|",
    ]
    for language in ALL:
        catalogue = catalogues.get(language.code)
        if catalogue is None:
            lines.append(f"| {language.code} | {language.own_name} | source | source | source | – | – |")
            continue
        done = {(entry.msgctxt or "", entry.msgid) for entry in catalogue if entry.translated()}
        lent = lent_by_packages(language)
        own = [message.key in done for message in messages.values() if not is_borrowed(message)]
        borrowed = [message.key in done or message.key in lent for message in messages.values() if is_borrowed(message)]
        lines.append(
            f"| {language.code} | {language.own_name} | {sum(own)} of {len(own)} | {sum(borrowed)} of {len(borrowed)} "
            f"| {language.state.value} | {language.author} | {language.stated_on.isoformat()} |"
        )
    return "\n".join(lines) + "\n"


def lent_by_packages(language: Language) -> set[Key]:
    """What Django's and allauth's own catalogues of a language already say."""
    found: set[Key] = set()
    folder = to_locale(language.code)
    for path in (
        DJANGO / "conf" / "locale" / folder,
        DJANGO / "contrib" / "auth" / "locale" / folder,
        ALLAUTH / "locale" / folder,
    ):
        compiled = path / "LC_MESSAGES" / "django.mo"
        if compiled.exists():
            found |= {(entry.msgctxt or "", entry.msgid) for entry in polib.mofile(str(compiled)) if entry.msgid}
    return found


def write_report(text: str, *, check: bool) -> list[str]:
    """Write the page, or say that it is behind."""
    if check:
        is_same = REPORT.exists() and REPORT.read_text("utf-8") == text
        return [] if is_same else [f"{REPORT.relative_to(ROOT)} is not what the catalogues say"]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(text, "utf-8")
    return []


if __name__ == "__main__":
    sys.exit(main())
