import ast
import re

import pytest

from tests.rules.sources import called, calls, modules, templates

UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off|{%\s*filter\s+safe")


def unescaped_in_template(text: str) -> list[str]:
    """Places in a template that print a value without escaping it."""
    return [found[0] for found in UNESCAPED.finditer(text)]


def unescaped_in_code(tree: ast.AST) -> list[int]:
    """Lines that declare text to be safe markup, or build the format of markup from parts.

    Only a template makes markup here; ``format_html`` is allowed with a literal format, which it fills escaped.
    """
    lines = []
    for call in calls(tree):
        if called(call) in {"mark_safe", "SafeString", "SafeText"}:
            lines.append(call.lineno)
        if called(call) in {"format_html", "format_html_join"} and not all(
            isinstance(argument, ast.Constant) for argument in call.args[: 1 if called(call) == "format_html" else 2]
        ):
            lines.append(call.lineno)
    lines += [node.lineno for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "__html__"]
    return lines


def test_no_template_prints_a_value_unescaped() -> None:
    assert {path: found for path, text in templates() if (found := unescaped_in_template(text))} == {}


def test_no_code_declares_text_to_be_markup() -> None:
    assert {path: lines for path, tree in modules() if (lines := unescaped_in_code(tree))} == {}


@pytest.mark.parametrize(
    "text", ["{{ x|safe }}", "{{ x | safe }}", "{{ xs|safeseq|join:', ' }}", "{% autoescape off %}x{% endautoescape %}"]
)
def test_an_unescaped_value_in_a_template_is_caught(text: str) -> None:
    assert unescaped_in_template(text)


def test_words_that_begin_with_safe_are_no_fault() -> None:
    assert unescaped_in_template("{{ x|safe_reference }} a safe place") == []


@pytest.mark.parametrize(
    "code",
    [
        "mark_safe('<b>')",
        "safestring.mark_safe(x)",
        "SafeString(x)",
        "format_html('<b>' + x)",
        "format_html(f'<b>{x}')",
        "format_html_join(x, '{}', y)",
        "class A:\n    def __html__(self): ...",
    ],
)
def test_markup_made_in_code_is_caught(code: str) -> None:
    assert unescaped_in_code(ast.parse(code))
