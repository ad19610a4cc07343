"""Compare names across scripts, on their own: no node is needed, and nothing is kept.

  samakki names compare "សុខ សុភា" "Sok Sophea"
  samakki names score PAIRS.csv --out SCORES.csv
  samakki names romanise "สมชาย"
  samakki names detect "Nguyễn Văn Hùng"
  samakki names train GAZETTEER.csv --out MODELS.npz

A score is a chance that two texts write the same name. It never says that two people are one.
"""

import argparse
import json
from pathlib import Path

import django

from samakki import names
from samakki.names import bundle
from samakki.node.commands.console import Stopped, say

SCRIPTS = {
    "Beng": "Bengali",
    "Hani": "Chinese",
    "Khmr": "Khmer",
    "Laoo": "Lao",
    "Latn": "Latin",
    "Mymr": "Burmese",
    "Thai": "Thai",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the acts and their options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    compare = acts.add_parser("compare", help="say how likely two names are the same, and why")
    compare.add_argument("a", metavar="A")
    compare.add_argument("b", metavar="B")
    compare.add_argument("--lang-a", default="", metavar="CODE", help="language of A, as km or zh; else guessed")
    compare.add_argument("--lang-b", default="", metavar="CODE", help="language of B")
    score = acts.add_parser("score", help="add a column score to a file of pairs")
    score.add_argument("pairs", type=Path, metavar="PAIRS.csv", help="columns name_a, name_b; lang_a, lang_b if known")
    score.add_argument("--out", type=Path, required=True, metavar="SCORES.csv")
    train = acts.add_parser("train", help="learn the letters of a country's scripts from its own list of places")
    train.add_argument("gazetteer", type=Path, metavar="GAZETTEER.csv", help="columns name_a, name_b as for score")
    train.add_argument("--out", type=Path, required=True, metavar="MODELS.npz")
    for act, line in (("romanise", "one likely spelling in Latin letters"), ("detect", "script and language")):
        one = acts.add_parser(act, help=line)
        one.add_argument("names", nargs="+", metavar="NAME")
        one.add_argument("--lang", default="", metavar="CODE", help="language, if known")
    for act in ("compare", "score", "romanise"):
        acts.choices[act].add_argument("--models", type=Path, metavar="MODELS.npz", help="models that train wrote")
    for act in ("compare", "detect"):
        acts.choices[act].add_argument("--json", action="store_true", help="codes and facts instead of words")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Do one of the acts."""
    models = read_models(getattr(given, "models", None))
    if given.act == "compare":
        comparison = names.compare(given.a, given.b, given.lang_a, given.lang_b, models=models)
        (say_json if given.json else say_words)(comparison)
    elif given.act == "score":
        score(given.pairs, given.out, models)
    elif given.act == "train":
        train(given.gazetteer, given.out)
    elif given.act == "romanise":
        for name in given.names:
            say(names.romanise(name, given.lang, models=models))
    else:
        for name in given.names:
            say_detected(name, given.lang, as_json=given.json)
    return 0


def say_json(comparison: names.Comparison) -> None:
    """The comparison for another program."""
    reasons = [{"code": reason.code, **reason.facts} for reason in comparison.reasons]
    found = {"score": round(comparison.score, 6), "kind": comparison.kind, "model": comparison.model}
    say(json.dumps({**found, "reasons": reasons}, ensure_ascii=False))


def say_words(comparison: names.Comparison) -> None:
    """The comparison for a person."""
    django.setup()  # for the words; a node need not be there
    from samakki.matching.web.wording import name_reasons as words  # noqa: PLC0415  (after Django is set up)

    say(f"{comparison.score:.2f}  A possibility, not evidence of identity: the chance that both write the same name.")
    for title, direction in (
        ("Agrees", words.FOR),
        ("Differs", words.AGAINST),
        ("Also", words.AROUND),
    ):
        for line in words.words_of(comparison.reasons, direction):
            say(f"{title + ':':<9}{line}")


def read_models(path: Path | None) -> bundle.Models | None:
    """Models from a file that `train` wrote; none for those of the package."""
    if path is None:
        return None
    try:
        return bundle.load(path)
    except (OSError, ValueError, KeyError) as error:
        raise Stopped(
            f"{path} holds no models.", str(error), "Give it a file that samakki names train wrote."
        ) from error


def train(gazetteer: Path, out: Path) -> None:
    """Learn from a list of places and write the models, or say what the list lacks."""
    from samakki.names.learning import gazetteer as learning  # noqa: PLC0415  (compiles loops nothing else needs)

    try:
        models = learning.learn_from(gazetteer, bundle.shipped())
        models.save(out)
    except learning.GazetteerWrong as error:
        facts = error.facts
        why = f"{gazetteer} lacks: {facts.get('missing')}."
        if error.code == "too-few-pairs":
            why = f"No script in it has {facts['least']} places with a Latin spelling; found: {facts['found']}."
        raise Stopped(
            "Nothing was learned.", why, "Give it columns name_a, lang_a, name_b and lang_b, one place a line."
        ) from error
    except OSError as error:
        where = error.filename or out
        raise Stopped(
            "Nothing was learned.", f"{where}: {error.strerror}.", "Check the paths and try again."
        ) from error
    say(f"Learned: {models.version.partition('+')[2].replace('-', ', ')}. Use it with --models {out}.")


def score(pairs: Path, out: Path, models: bundle.Models | None) -> None:
    """Add the column, or say what is wrong with the file."""
    try:
        count = names.score_pairs(pairs, out, models=models)
    except names.PairsFileWrong as error:
        raise Stopped(
            "No score was written.",
            f"{pairs} lacks: {error.facts['missing']}.",
            "Give it a first line that names the columns name_a, lang_a, name_b and lang_b.",
        ) from error
    except OSError as error:
        where = error.filename or out
        raise Stopped(
            "No score was written.", f"{where}: {error.strerror}.", "Check the paths and try again."
        ) from error
    say(f"{count} pairs scored: {out}")


def say_detected(name: str, language: str, *, as_json: bool) -> None:
    """Script, language, whether it was guessed, and whether it may be Zawgyi."""
    found = names.detect(name, language)
    if as_json:
        facts = {"script": found.script, "language": found.language, "is_guess": found.is_guess}
        say(json.dumps({"name": name, **facts, "zawgyi": round(found.zawgyi, 3)}, ensure_ascii=False))
        return
    guessed = "guessed" if found.is_guess else "as given"
    zawgyi = f", typed in Zawgyi with a chance of {found.zawgyi:.2f}" if found.script == "Mymr" else ""
    say(f"{name}: {SCRIPTS.get(found.script, found.script)} script, language {found.language} ({guessed}){zawgyi}")
