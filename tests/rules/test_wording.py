import ast
import re
from collections.abc import Iterable, Mapping

import pytest
from django.utils import translation

from samakki.ui import wording
from samakki.ui.languages import LANGUAGES
from tests.rules.sources import called, calls, modules

CARRIERS = {"Refusal", "InvalidValue"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
Facts = Mapping[str, frozenset[str] | None]


def used_codes(tree: ast.AST) -> tuple[dict[str, frozenset[str] | None], list[int]]:
    """Refusal codes a module gives, with the facts it gives along.

    Returns:
        (code -> names of the facts every use of it gives, None where they cannot be read off; lines where the code
        itself is computed, so that no one can list the codes).
    """
    codes: dict[str, frozenset[str] | None] = {}
    computed = []
    tables = code_tables(tree)
    for call in calls(tree):
        if called(call) not in CARRIERS or not (call.args or call.keywords):
            continue
        first = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "code"), None)
        if isinstance(first, ast.Name) and first.id in tables:
            codes |= dict.fromkeys(tables[first.id], facts_of(call))
            continue
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            computed.append(call.lineno)
            continue
        facts = facts_of(call)
        before = codes.get(first.value, facts)
        codes[first.value] = None if facts is None or before is None else before & facts
    return codes, computed


def code_tables(tree: ast.AST) -> dict[str, set[str]]:
    """Loop variables that run over the keys of a table written out in the same module, with those keys.

    The form is ``for code, holds in FAULTS.items()`` with ``FAULTS = {"some-code": rule, …}``.
    """
    tables = {
        ast.unparse(target): {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    return {
        ast.unparse(loop.target.elts[0]): tables[table]
        for loop in ast.walk(tree)
        if isinstance(loop, ast.For | ast.comprehension) and isinstance(loop.target, ast.Tuple)
        if (table := ast.unparse(loop.iter).removesuffix(".items()")) in tables
    }


def facts_of(call: ast.Call) -> frozenset[str] | None:
    """Names of the facts of one call; None where they are computed."""
    if called(call) == "InvalidValue":
        names = [keyword.arg for keyword in call.keywords]
        return None if None in names else frozenset(name for name in names if name)
    given = call.args[1] if len(call.args) > 1 else next((k.value for k in call.keywords if k.arg == "facts"), None)
    if given is None:
        return frozenset()
    if isinstance(given, ast.Dict) and all(isinstance(key, ast.Constant) for key in given.keys):
        return frozenset(str(key.value) for key in given.keys if isinstance(key, ast.Constant))
    return None


def badly_worded(codes: Facts, worded: Mapping[str, wording.Wording]) -> list[str]:
    """Codes without words, words without a code, and words that ask for a fact the code does not carry."""
    found = [f"{code} has no wording" for code in sorted(codes.keys() - worded.keys())]
    found += [f"{code} is worded but never used" for code in sorted(worded.keys() - codes.keys())]
    for code in sorted(codes.keys() & worded.keys()):
        facts = codes[code]
        if facts is None:
            continue
        asked = {name for text in parts(worded[code]) for name in PLACEHOLDER.findall(str(text))}
        found += [f"{code} does not carry %({name})s" for name in sorted(asked - facts)]
    return found


def parts(words: wording.Wording) -> tuple[wording.Text, ...]:
    """The three sentences of a wording."""
    return words.what, words.why, words.now


def lost_placeholders(language: str, texts: Iterable[wording.Text]) -> list[str]:
    """Texts whose translation drops, adds or breaks a placeholder."""
    found = []
    for text in texts:
        with translation.override("en"):
            english = str(text)
        with translation.override(language):
            translated = str(text)
        if sorted(set(PLACEHOLDER.findall(english))) != sorted(set(PLACEHOLDER.findall(translated))):
            found.append(f"{english!r} -> {translated!r}")
    return found


@pytest.fixture(scope="module")
def codes() -> Facts:
    """Every refusal code of the project."""
    everything: dict[str, frozenset[str] | None] = {}
    for _, tree in modules():
        for code, facts in used_codes(tree)[0].items():
            before = everything.get(code, facts)
            everything[code] = None if facts is None or before is None else before & facts
    return everything


def test_every_refusal_code_is_written_out() -> None:
    found = {path: lines for path, tree in modules() if (lines := used_codes(tree)[1])}
    assert len(found.pop("src/samakki/kernel/refusals.py")) == 1  # InvalidValue makes a Refusal of the code it is given
    assert found == {}


def test_every_refusal_has_words_and_all_words_are_used(codes: Facts) -> None:
    assert badly_worded(codes, wording.registered()) == []


@pytest.mark.parametrize("language", [code for code, _ in LANGUAGES])
def test_every_wording_keeps_its_placeholders(language: str) -> None:
    texts = [text for words in wording.registered().values() for text in parts(words)]
    assert lost_placeholders(language, texts) == []


def test_a_computed_code_is_caught() -> None:
    assert used_codes(ast.parse("Refusal(code)\nInvalidValue(f'bad-{x}')\nRefusal('fine')"))[1] == [1, 2]


def test_missing_and_superfluous_wording_and_facts_are_caught() -> None:
    used, _ = used_codes(
        ast.parse("Refusal('a', {'who': x})\nRefusal('a', {})\nInvalidValue('b', text=x)\nRefusal('c')")
    )
    worded = {
        "a": wording.Wording("%(who)s", "", ""),
        "b": wording.Wording("", "%(text)s", ""),
        "old": wording.Wording("", "", ""),
    }
    assert badly_worded(used, worded) == [
        "c has no wording",
        "old is worded but never used",
        "a does not carry %(who)s",
    ]


def test_codes_of_a_table_are_read_off_its_keys() -> None:
    code = "FAULTS = {'a': f, 'b': g}\ndef x():\n    return [Refusal(c) for c, holds in FAULTS.items() if holds()]"
    assert used_codes(ast.parse(code)) == ({"a": frozenset(), "b": frozenset()}, [])


def test_a_placeholder_lost_in_translation_is_caught() -> None:
    class Text:
        def __str__(self) -> str:
            return "Fragen Sie." if translation.get_language() == "th" else "Ask %(who)s."

    assert lost_placeholders("th", [Text()]) == ["'Ask %(who)s.' -> 'Fragen Sie.'"]  # type: ignore[list-item]  # stands in for a lazy text
