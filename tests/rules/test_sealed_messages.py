"""A proved message comes from one place. Whoever holds one knows that every step of opening was taken."""

import ast
from collections.abc import Iterator

from tests.rules.sources import PACKAGE, ROOT, called, calls, name

OPENING, ENVELOPES = "src/samakki/sealing/opening.py", "src/samakki/exchange/domain/envelopes.py"
MAKERS = {
    "Signed": (OPENING, "_proved"),
    "Verified": (OPENING, "open_envelope"),
    "Message": (ENVELOPES, "read_message"),
}
"""What is proved: its module, and the function that alone may make it."""
SOURCES = {
    "samakki.sealing.opening": {"Signed", "Verified"},
    "samakki.sealing.envelopes": {"Signed", "Verified"},
    "samakki.exchange.domain.envelopes": {"Message"},
}
BACK_DOORS = {"__new__", "replace", "copy", "deepcopy"}


def names_of(tree: ast.Module, own: str) -> dict[str, str]:
    """Names under which a module can call what is proved: imported, renamed, or its own."""
    found = {made: made for made, (where, _) in MAKERS.items() if where == own}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module in SOURCES:
            found |= {it.asname or it.name: it.name for it in node.names if it.name in SOURCES[node.module]}
    return found


def with_function(tree: ast.AST, inside: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Every node with the name of the function around it; empty outside all functions."""
    for node in ast.iter_child_nodes(tree):
        yield node, inside
        own = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else inside
        yield from with_function(node, own)


def made_elsewhere(where: str, tree: ast.Module) -> list[str]:
    """Places that make or inherit a proved message without being the function that proves it."""
    names, found = names_of(tree, where), []
    for node, function in with_function(tree):
        if isinstance(node, ast.ClassDef) and where != OPENING:
            found += [names[base.id] for base in node.bases if isinstance(base, ast.Name) and base.id in names]
        if isinstance(node, ast.Call):
            made = names.get(called(node)) if isinstance(node.func, ast.Name) else None
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"Signed", "Verified"}:
                made = node.func.attr
            if called(node) in BACK_DOORS:
                given = [it.id for it in ast.walk(node) if isinstance(it, ast.Name)]
                made = next((names[it] for it in given if it in names), None)
            found += [made] if made and (where, function) != MAKERS[made] else []
    return [f"{where}: {made}" for made in found]


def test_proved_messages_are_made_where_they_are_proved() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if any(made in text for made in MAKERS):
            found += made_elsewhere(name(path), ast.parse(text))
    assert found == []


def test_every_maker_makes_what_it_proves() -> None:
    for made, (where, function) in MAKERS.items():
        tree = ast.parse((ROOT / where).read_text("utf-8"))
        maker = next(it for it in tree.body if isinstance(it, ast.FunctionDef) and it.name == function)
        assert made in {called(call) for call in calls(maker)}


def test_a_message_made_elsewhere_is_caught() -> None:
    for source in (
        "from samakki.sealing.opening import Verified as V\ndef f():\n    return V(body=b'')",
        "from samakki.sealing.opening import Verified as V\nf = lambda: V(body=b'')",
        "from samakki.sealing.opening import Verified\nV = Verified()",
        "from samakki.sealing.opening import Verified\ndef open_envelope():\n    return Verified()",
        "from samakki.sealing.envelopes import Verified\nclass Mine(Verified): ...",
        "from samakki.sealing.envelopes import Verified\nV = object.__new__(Verified)",
        "from samakki.sealing import opening\nV = opening.Verified()",
    ):
        assert made_elsewhere("src/samakki/exchange/x.py", ast.parse(source)) == ["src/samakki/exchange/x.py: Verified"]


def test_a_table_of_the_same_name_is_let_be() -> None:
    source = "from samakki.exchange.models import Message\ndef f():\n    return Message()"
    assert made_elsewhere("src/samakki/exchange/actions/x.py", ast.parse(source)) == []


def test_only_sealing_opens_the_proof() -> None:
    """The token that lets one be made is named in no other module."""
    named = {name(path) for path in PACKAGE.rglob("*.py") if "_PROOF" in path.read_text("utf-8")}
    assert named == {OPENING}
