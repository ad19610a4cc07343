import ast
import re
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from tokenize import COMMENT, generate_tokens

import pytest

from tests.rules.sources import PACKAGE, ROOT, contracts, modules, name

LONGEST = 300
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "lib", "stuff", "tools_misc"}
LAYERS = {"web", "actions", "audit", "queries", "models", "domain"}
RULE = re.compile(r"^(?:refusals_to|check|reasons_not_to)_(\w+)$")
TWIN = re.compile(r"^(?:can|may|is_allowed_to|has_permission_to|is_permitted_to)_(\w+)$")
SILENCED = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>[^\n]*)")


def long_modules(paths: Iterable[Path], longest: int = LONGEST) -> list[str]:
    """Modules that have outgrown one subject and want to become a package."""
    counted = ((path, len(path.read_text("utf-8").splitlines())) for path in paths)
    return [f"{path.name}: {lines} lines" for path, lines in counted if lines > longest]


def drawers(paths: Iterable[Path]) -> list[str]:
    """Modules and folders named after no subject, where anything could land."""
    return [path.as_posix() for path in paths if {part.removesuffix(".py") for part in path.parts} & DRAWERS]


def twins(trees: Mapping[str, ast.AST]) -> list[str]:
    """Yes-or-no functions beside a rule that gives reasons for the same act: one of the two will be forgotten."""
    functions = [
        (where.split("/")[2], node.name, ast.unparse(node.returns) if node.returns else "")
        for where, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    acts = {(subject, found[1]) for subject, function, _ in functions if (found := RULE.match(function))}
    return sorted(
        f"{subject}: {function}"
        for subject, function, gives in functions
        if gives == "bool" and (found := TWIN.match(function)) and (subject, found[1]) in acts
    )


def double_enums(trees: Mapping[str, ast.AST]) -> list[str]:
    """Enums of several modules that list the same values: one vocabulary, two places to change."""
    seen: dict[frozenset[str], str] = {}
    found = []
    for where, tree in trees.items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases)):
                continue
            values = frozenset(
                str(line.value.value)
                for line in node.body
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
            )
            if len(values) > 1 and values in seen:
                found.append(f"{node.name} in {where} repeats {seen[values]}")
            seen.setdefault(values, f"{node.name} in {where}")
    return found


def silenced_without_reason(text: str) -> list[str]:
    """Comments that set a rule aside and do not say why: in brackets, after a dash or a second hash."""
    comments = (token.string for token in generate_tokens(StringIO(text).readline) if token.type == COMMENT)
    return [
        found[0]
        for comment in comments
        if (found := SILENCED.search(comment)) and not re.search(r"(?:\(|# ?| - ).*[^\W\d_]{3,}", found["rest"])
    ]


def subjects_outside(listed: Iterable[Mapping[str, object]], folders: Mapping[str, set[str]]) -> list[str]:
    """Subjects that have layers, or a domain, which no contract watches."""
    contained = {str(name) for contract in listed for name in as_list(contract.get("containers"))}
    pure = {str(name) for contract in listed for name in as_list(contract.get("source_modules"))}
    found = [
        f"{subject} is not in the contract of layers" for subject in folders if f"samakki.{subject}" not in contained
    ]
    found += [
        f"{subject}.domain is not in the contract of purity"
        for subject, layers in folders.items()
        if "domain" in layers and f"samakki.{subject}.domain" not in pure
    ]
    return found


def as_list(value: object) -> list[object]:
    """The value where it is a list, else nothing."""
    return value if isinstance(value, list) else []


def our_modules() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_no_module_is_longer_than_a_reader_holds() -> None:
    assert long_modules([*our_modules(), *(ROOT / "tools").rglob("*.py"), ROOT / "run.py"]) == []


def test_every_module_is_named_after_what_it_holds() -> None:
    assert drawers(path.relative_to(ROOT) for path in [*our_modules(), *(ROOT / "tests").rglob("*.py")]) == []


def test_a_rule_has_no_yes_or_no_twin() -> None:
    assert twins(dict(modules())) == []


def test_a_vocabulary_stands_in_one_place() -> None:
    assert double_enums(dict(modules())) == []


def test_every_rule_set_aside_has_its_reason_beside_it() -> None:
    files = [*our_modules(), *(ROOT / "tools").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "run.py"]
    found = {name(path): lines for path in files if (lines := silenced_without_reason(path.read_text("utf-8")))}
    assert found == {}


def test_every_subject_with_layers_is_watched() -> None:
    folders = {
        subject.name: {layer for layer in LAYERS if (subject / layer).is_dir() or (subject / f"{layer}.py").exists()}
        for subject in PACKAGE.iterdir()
        if subject.is_dir() and subject.name not in {"node", "ui"}  # the top has no layers; ui has pages and no tables
    }
    assert subjects_outside(contracts(), {subject: layers for subject, layers in folders.items() if layers}) == []


def test_a_long_module_is_caught(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text("x = 1\n" * (LONGEST + 1), "utf-8")
    (tmp_path / "fits.py").write_text("x = 1\n" * LONGEST, "utf-8")
    assert long_modules(sorted(tmp_path.iterdir())) == [f"long.py: {LONGEST + 1} lines"]


@pytest.mark.parametrize("path", ["samakki/cases/utils.py", "samakki/common/dates.py"])
def test_a_drawer_is_caught(path: str) -> None:
    assert drawers([Path(path), Path("samakki/kernel/dates.py")]) == [path]


def test_a_twin_is_caught_within_its_subject_only() -> None:
    rule, twin = ast.parse("def refusals_to_close_case(): ..."), ast.parse("def can_close_case() -> bool: ...")
    assert twins({"src/samakki/cases/domain/a.py": rule, "src/samakki/cases/web/b.py": twin}) == [
        "cases: can_close_case"
    ]
    assert twins({"src/samakki/cases/domain/a.py": rule, "src/samakki/law/web/b.py": twin}) == []


def test_a_repeated_vocabulary_is_caught() -> None:
    one, two = (ast.parse(f"class {name}(Enum):\n    A = 'a'\n    B = 'b'") for name in ("One", "Two"))
    assert double_enums({"x.py": one, "y.py": two}) == ["Two in y.py repeats One in x.py"]


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa", "x = 1  # noqa: E501", "x  # type: ignore[misc]", "# pragma: no cover"]
)
def test_a_rule_set_aside_in_silence_is_caught(line: str) -> None:
    assert silenced_without_reason(line)


@pytest.mark.parametrize(
    "line",
    [
        "x  # noqa: E501  (the address is one word)",
        "x  # type: ignore[misc]  # the library has no types",
        "x  # noqa: S311 - repeatable, not secret",
    ],
)
def test_a_reason_beside_the_line_is_enough(line: str) -> None:
    assert silenced_without_reason(line) == []


def test_an_unwatched_subject_is_caught() -> None:
    watched = {"containers": ["samakki.access"], "source_modules": ["samakki.access.domain"]}
    assert subjects_outside([watched], {"access": {"domain"}, "cases": {"domain", "web"}}) == [
        "cases is not in the contract of layers",
        "cases.domain is not in the contract of purity",
    ]
