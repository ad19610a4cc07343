"""A proved message comes from one place. Whoever holds one knows that every step of opening was taken."""

import ast
from collections.abc import Iterable

from tests.rules.sources import PACKAGE, ROOT, called, calls, modules, name

MAKERS = {
    "Signed": ("src/samakki/sealing/opening.py", {"_proved"}),
    "Verified": ("src/samakki/sealing/opening.py", {"open_envelope"}),
    "Message": ("src/samakki/exchange/domain/envelopes.py", {"read_message"}),
}
"""What is proved: its module, and the functions that alone may make it."""
SOURCES = {
    "samakki.sealing.opening": {"Signed", "Verified"},
    "samakki.sealing.envelopes": {"Signed", "Verified"},
    "samakki.exchange.domain.envelopes": {"Message"},
}


def names_of(tree: ast.Module, own: str) -> dict[str, str]:
    """Names under which a module can call what is proved: imported, renamed, or its own."""
    found = {made: made for made, (where, _) in MAKERS.items() if where == own}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module in SOURCES:
            found |= {it.asname or it.name: it.name for it in node.names if it.name in SOURCES[node.module]}
    return found


def made_elsewhere(where: str, tree: ast.Module) -> list[str]:
    """Places that make a proved message without being the function that proves it."""
    names: dict[str, str] = names_of(tree, where)
    found: list[str] = []
    if not names:
        return found
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for call in calls(function):
            made = names.get(called(call)) if isinstance(call.func, ast.Name) else None
            if made and (where, getattr(function, "name", "")) not in makers(made):
                found.append(f"{where}: {made}")
    inside = {id(node) for it in ast.walk(tree) if isinstance(it, ast.FunctionDef) for node in ast.walk(it)}
    outside = (call for call in calls(tree) if id(call) not in inside and isinstance(call.func, ast.Name))
    found += [f"{where}: {names[called(call)]}" for call in outside if called(call) in names]
    heirs = (it for it in ast.walk(tree) if isinstance(it, ast.ClassDef) and where != MAKERS["Verified"][0])
    found += [
        f"{where}: class {heir.name}" for heir in heirs for base in heir.bases if getattr(base, "id", "") in names
    ]
    return found


def makers(made: str) -> Iterable[tuple[str, str]]:
    """Where a proved message is made."""
    where, functions = MAKERS[made]
    return {(where, function) for function in functions}


def test_proved_messages_are_made_where_they_are_proved() -> None:
    assert [line for where, tree in modules() for line in made_elsewhere(where, tree)] == []


def test_every_maker_is_there() -> None:
    for made, (where, functions) in MAKERS.items():
        tree = ast.parse((ROOT / where).read_text("utf-8"))
        assert functions <= {it.name for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)}, made


def test_a_message_made_elsewhere_is_caught() -> None:
    source = "from samakki.sealing.opening import Verified as V\ndef f():\n    return V(body=b'')\n"
    assert made_elsewhere("src/samakki/exchange/actions/x.py", ast.parse(source)) == [
        "src/samakki/exchange/actions/x.py: Verified"
    ]
    at_once = "from samakki.sealing.envelopes import Signed\nSIGNED = Signed()\n"
    assert made_elsewhere("src/samakki/exchange/x.py", ast.parse(at_once)) == ["src/samakki/exchange/x.py: Signed"]
    heir = "from samakki.sealing.envelopes import Signed\nclass Mine(Signed): ...\n"
    assert made_elsewhere("src/samakki/exchange/x.py", ast.parse(heir)) == ["src/samakki/exchange/x.py: class Mine"]


def test_only_sealing_opens_the_proof() -> None:
    """The token that lets one be made is named in no other module."""
    named = {name(path) for path in PACKAGE.rglob("*.py") if "_PROOF" in path.read_text("utf-8")}
    assert named == {"src/samakki/sealing/opening.py"}
