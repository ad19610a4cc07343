import ast
import re
from html.parser import HTMLParser

import pytest
from django.template.base import Lexer, TokenType

from tests.rules.sources import modules, templates
from tools.messages_of_code import KEYWORDS

SPOKEN = {"alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription", "summary"}
UNTRANSLATABLE = {"Samakki"}  # the name of the product
ATTRIBUTE = re.compile(rf'\b(?!(?:{"|".join(SPOKEN)})=)[\w-]+="[^"]*"')  # a block may fill a tag's attributes
LABELS = {"label", "help_text", "hint", "empty_label", "verbose_name", "placeholder"}


class Words(HTMLParser):
    """Collects what a reader would see or hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = ""  # the element whose words are not for the catalogue

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        states_language = tag != "html" and dict(attrs).get("lang") not in {None, "0"}  # a language's own name
        if tag in {"script", "style"} or states_language:
            self.silent = tag
        is_button = tag == "input" and dict(attrs).get("type") in {"submit", "button", "reset"}
        for name, value in attrs:
            if value and (name in SPOKEN or (is_button and name == "value")):
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        words = " ".join(ATTRIBUTE.sub("", data).split())
        if not self.silent and re.search(r"[^\W\d_]", words) and words not in UNTRANSLATABLE:
            self.found.append(words)


def untranslated_in_template(text: str) -> list[str]:
    """Words in a template that do not pass through the message catalogue."""
    pieces = []
    inside = ""  # the block whose content is translated, or is a comment
    for token in Lexer(text).tokenize():
        if token.token_type is TokenType.BLOCK:
            tag = token.contents.split()[0]
            if tag in {"blocktranslate", "blocktrans", "comment", "verbatim"}:
                inside = tag
            elif tag == f"end{inside}":
                inside = ""
        elif token.token_type is TokenType.TEXT and not inside:
            pieces.append(token.contents)
        elif token.token_type is TokenType.VAR:
            names_a_tag = bool(pieces) and pieces[-1].endswith(("<", "</"))
            pieces.append("x" if names_a_tag else "0")
    page = Words()
    page.feed("".join(pieces))
    page.close()
    return page.found


def untranslated_in_code(tree: ast.AST) -> list[int]:
    """Lines that give a form field or table column a label as a bare string."""
    return [
        keyword.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in LABELS
        and (
            isinstance(keyword.value, ast.JoinedStr)
            or (isinstance(keyword.value, ast.Constant) and re.search(r"[A-Za-z]{2}", str(keyword.value.value or "")))
        )
    ]


def test_no_template_holds_words_outside_the_catalogue() -> None:
    assert {path: found for path, text in templates() if (found := untranslated_in_template(text))} == {}


def strange_marks(tree: ast.AST) -> list[int]:
    """Lines that import a function which marks words, by a name under which words are not collected."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.name.endswith(("gettext", "gettext_lazy", "gettext_noop")) and (one.asname or one.name) not in KEYWORDS
    ]


def test_words_are_marked_by_names_under_which_they_are_collected() -> None:
    assert {path: lines for path, tree in modules() if (lines := strange_marks(tree))} == {}


def test_a_mark_of_another_name_is_caught() -> None:
    marked = "from django.utils.translation import gettext as _now"
    assert strange_marks(ast.parse(marked)) == [1]
    assert strange_marks(ast.parse(marked.replace("_now", "_"))) == []


def test_no_label_is_a_bare_string() -> None:
    spoken = ((path, tree) for path, tree in modules() if "/web/" in path or "/ui/" in path)
    assert {path: lines for path, tree in spoken if (lines := untranslated_in_code(tree))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hello</p>",
        "<p>{% translate 'Hello' %} there</p>",
        '<img alt="A map">',
        '<input type="submit" value="Save">',
        "{% blocktranslate %}a{% endblocktranslate %}b",
        '<button aria-label="Close">×</button>',
        '<p class="{{ kind }}">ជំរាបសួរ</p>',
        '{% block attributes %} aria-label="Close"{% endblock %}',
        '<html lang="en"><p lang="{{ language }}">Hello</p>',
    ],
)
def test_words_outside_the_catalogue_are_caught(text: str) -> None:
    assert untranslated_in_template(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>{% translate 'Hello' %}</p>",
        "{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}",
        "<style>p { color: red }</style><script>let words = 1</script>",
        '<a class="govuk-link" href="/x/">{{ label }}</a>',
        "{# a note #}{% comment %}another{% endcomment %}",
        '<input type="hidden" value="abc">',
        "<p>12 · 3</p>",
        '<a href="/en/" lang="en">English</a>',
        '<{{ heading }} class="title">{{ text }}</{{ heading }}>',
        '{% block attributes %} data-idle-seconds="{{ seconds }}"{% endblock %}',
    ],
)
def test_markup_without_words_is_no_fault(text: str) -> None:
    assert untranslated_in_template(text) == []


@pytest.mark.parametrize("code", ["CharField(label='Name')", "CharField(help_text=f'up to {n}')"])
def test_a_bare_label_is_caught(code: str) -> None:
    assert untranslated_in_code(ast.parse(code)) == [1]


@pytest.mark.parametrize("code", ["CharField(label=_('Name'))", "CharField(label='')", "Choice(empty_label=None)"])
def test_a_translated_or_empty_label_is_no_fault(code: str) -> None:
    assert untranslated_in_code(ast.parse(code)) == []
