"""Targets by name, and in which module of this package each is: a process loads the one it plays."""

from importlib import import_module

from tools.fuzz.target import Target

HOMES = {
    "calls": ("frame", "receipt", "document", "canonical", "note", "ranges"),
    "letters": ("envelope", "signed-envelope", "header", "content", "chunks"),
    "trust": ("trust-archive", "trust-metadata", "statement", "publication"),
    "carried": ("carried",),
    "proofs": ("receipt-proof",),
    "imports": ("import", "import-text", "import-workbook"),
    "evidence": ("file-type", "file-name", "file-marks", "picture"),
    "names": ("name", "name-pair", "name-pairs-file", "models"),
    "values": ("date", "phone", "property", "code", "place"),
    "searching": ("query", "index", "covering", "lint"),
    "linking": ("table", "definition"),
    "requests": ("request",),
    "web": ("call",),
}
NEED_SETTINGS = frozenset({"trust", "requests", "web"})
"""Modules whose targets want the node's settings and tables."""
WATCHED = {
    "values": ("samakki.kernel", "samakki.entities", "samakki.matching.domain"),
    "trust": ("samakki.exchange.trust", "samakki.exchange.domain", "samakki.sealing", "samakki.kernel", "tuf"),
    "requests": (
        "samakki.node.api",
        "samakki.node.requests",
        "samakki.ui",
        *(f"samakki.{one}.web" for one in ("access", "entities", "cases", "intelligence", "exchange", "matching")),
    ),
    "web": ("samakki.node", "samakki.exchange", "samakki.sealing", "samakki.ui"),
}
"""Packages whose branches are counted, where all of them would make the start long."""
NAMES = tuple(name for names in HOMES.values() for name in names)


def home_of(name: str) -> str:
    """The module that a target is in."""
    return next(home for home, names in HOMES.items() if name in names)


def target(name: str) -> Target:
    """A target; where it needs settings, they have to be there."""
    module = import_module(f"tools.fuzz.targets.{home_of(name)}")
    found: Target = next(one for one in module.TARGETS if one.name == name)
    return found
