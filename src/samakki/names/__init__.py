"""Names of people and places in the scripts of South-East Asia and its neighbours: read, split, compare.

Needs no database, no network and nothing else of this project; it can be installed alone. Start with `compare` or
`score`; `parse` shows how a name was read.

- `scripts`, `languages`, `cleaning`: what a text is written in; one form for it.
- `khmer`, `thai`, `lao`, `myanmar` (with `zawgyi`), `chinese`, `bengali`, `latin` (with `burmese_latin`), `vietnamese`,
  `malay`, `indonesian`, `filipino`: one file a language: spelling variants, titles, order of parts.
- `units`, `kernel` (with `loop_arrays`, `compiling`), `trees`, `bundle`: what was learned and the loops that use
  it; `data/models.npz` is shipped.
- `sounds`, `blocking`: keys that a name shares with its spellings in other scripts, for an index.
- `commonness`: how common a part of a name is among the people of a language, from `data/commonness.tsv`.
- `exonyms`: places that other languages call by a name no letters tell, from `data/exonyms.tsv`.
- `views`, `preparing`, `letters`, `grams`: a name made ready once; its spellings as numbers in a few arrays.
- `features` (with `batches`, `fits`, `aligned`, `pivots`, `likeness`): numbers that say how alike many pairs are.
- `comparing` (with `reasons`, `path`): the score, and why.
- `finding`: the spellings of one name among many.
- `romaniser`, `romanisations`, `chinese_dialects`, `chinese_systems`, `reading_order`: Latin spellings.
- `learning`: how the models are learned.

A score is a chance that two texts write the same name. It never says that two people are one.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samakki.names.blocking import KEYS_VERSION, keys, whole_name_keys
    from samakki.names.comparing import Comparison, compare, rank, romanise, score
    from samakki.names.files import PairsFileWrong, score_pairs
    from samakki.names.finding import Finder
    from samakki.names.habits import Part, Role
    from samakki.names.languages import Detected, detect
    from samakki.names.parsing import Name, parse
    from samakki.names.reasons import Reason

__all__ = [
    "KEYS_VERSION",
    "Comparison",
    "Detected",
    "Finder",
    "Name",
    "PairsFileWrong",
    "Part",
    "Reason",
    "Role",
    "compare",
    "detect",
    "keys",
    "parse",
    "rank",
    "romanise",
    "score",
    "score_pairs",
    "whole_name_keys",
]

_HOMES = {
    "KEYS_VERSION": "blocking",
    "Comparison": "comparing",
    "Detected": "languages",
    "Finder": "finding",
    "Name": "parsing",
    "PairsFileWrong": "files",
    "Part": "habits",
    "Reason": "reasons",
    "Role": "habits",
    "compare": "comparing",
    "detect": "languages",
    "keys": "blocking",
    "parse": "parsing",
    "rank": "comparing",
    "romanise": "comparing",
    "score": "comparing",
    "score_pairs": "files",
    "whole_name_keys": "blocking",
}


def __getattr__(name: str) -> object:
    """What is offered is loaded when it is asked for: who reads titles needs no arrays."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
