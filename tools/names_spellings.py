"""What the models of names learn spellings from: all pairs of the sources, and their letters."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from samakki.names.languages import HABITS, known_language
from samakki.names.parsing import parse
from tools import names_made_burmese, names_sources
from tools.names_sources import Pair

SEED = 20261121
SCRIPT = {language: HABITS[language].script for language in names_sources.NATIVE}
MOST_TOKENS = 24_000
Spelled = tuple[str, str]
WORD_LISTS = {
    "dict.tsv": names_sources.thai_words,
    "lao-eng-dictionary.csv": names_sources.lao_words,
    "lexicon.tsv": names_sources.bengali_words,
}
"""Lists of words that are taken from the folder of the Chinese one, each where it is there."""


def spellings(folder: Path, tokens: Path | None, *, research: bool) -> list[Pair]:
    """All pairs the unit models learn from, without the labelled ones.

    Args:
        folder: holds names/spellings-train.csv.
        tokens: Wikidata word list of Merhav and Ash (Chinese); the other word lists lie beside it.
        research: all sources, also those that may not be passed on.
    """
    pairs = names_sources.labelled(folder / "names" / "spellings-train.csv")
    if not research:
        pairs = [pair for pair in pairs if names_sources.is_shippable(pair)]
    pairs += names_sources.thai_as_lao(pairs)
    pairs += names_sources.cldr_pairs()
    pairs += names_sources.own_tables()
    if not research:
        pairs += names_made_burmese.spelled(SEED + 1)  # other names than those the judges see
    if tokens is not None:
        for name, read in WORD_LISTS.items():
            if (path := tokens.parent / name).exists():
                pairs += read(path)
        words = sorted(names_sources.chinese_tokens(tokens), key=lambda pair: (pair.name_b, pair.name_a))
        chance = np.random.default_rng(SEED)
        pairs += [words[n] for n in sorted(chance.permutation(len(words))[:MOST_TOKENS])]
    return pairs


def spelled(pairs: Sequence[Pair], language: str) -> list[Spelled]:
    """Native and Latin letters of true pairs of one language, without spaces."""
    found = []
    for pair in pairs:
        if not pair.is_same:
            continue
        for name, lang, other, other_lang in (
            (pair.name_a, pair.lang_a, pair.name_b, pair.lang_b),
            (pair.name_b, pair.lang_b, pair.name_a, pair.lang_a),
        ):
            if lang == language and known_language(other_lang) and HABITS[known_language(other_lang)].script == "Latn":
                native, latin = "".join(parse(name, lang).words), "".join(parse(other, other_lang).words)
                if native and latin.isascii() and latin.isalnum() and not native.isascii():
                    found.append((native, latin))
    return found
