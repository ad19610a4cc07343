"""Words of the command ``samakki link``: its stages, and what was wrong with a file."""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.kernel.refusals import Refusal
from samakki.node.commands.console import Stopped

NOTHING = "Nothing was linked, and no file was written."

STAGES: Mapping[str, str] = MappingProxyType(
    {
        "read": "Reading rows:",
        "cells": "Reading values",
        "keys": "Working out keys of names:",
        "records": "Putting records together:",
        "rules": "Choosing which pairs to look at",
        "pairs": "Finding pairs, rules done:",
        "learn": "Learning weights",
        "compare": "Comparing pairs, portions done:",
        "write": "Writing",
        "keep": "Keeping candidates:",
    }
)

PROBLEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "file-empty": ("{file} is empty.", "Name a file with a line of headings and rows below it."),
        "no-records": ("{file} has no records that can be linked.", "Check that there are rows below the headings."),
        "file-not-utf8": (
            "{file}, line {line}, column {column}: the letters are not in UTF-8.",
            "Save it as CSV UTF-8 in the program it comes from.",
        ),
        "file-has-nul": (
            "{file}, line {line}, column {column}: there is a NUL byte, so this is not a text file or it is damaged.",
            "Save it as CSV UTF-8 in the program it comes from.",
        ),
        "heading-missing": ("{file}: column {column} has no heading.", "Give every column a heading of its own."),
        "heading-twice": ("{file}: column {column} has the heading of another.", "Give every column its own heading."),
        "too-many-columns": ("{file} has {found} columns; {most} are read.", "Take out what is not needed."),
        "row-width": (
            "{file}, row {row}: {found} cells, and {expected} headings.",
            "Look for a missing or unquoted delimiter in that row.",
        ),
        "cell-too-long": (
            "{file}, row {row}: a cell is longer than any real one. A quotation mark may never be closed.",
            "Look for a quotation mark in that row or above it.",
        ),
        "quote-open": (
            "{file}, row {row}: a quotation mark is not closed, or stands where none may be.",
            "Write two quotation marks for one inside a quoted cell.",
        ),
        "line-form": (
            "{file}, line {line}: this is no entity of FollowTheMoney.",
            "Every line needs an object with id, schema and properties.",
        ),
        "id-missing": (
            "{file}, row {row}: the column that names the row is empty.",
            "Fill it, or name no such column.",
        ),
        "id-twice": (
            "{file}, row {row}: an earlier row has the same identifier.",
            "Give every row its own, or say in a file of columns that this column is something else.",
        ),
        "columns-form": (
            "{file} does not say what columns are.",
            "It needs a table [columns]; see `samakki link FILE --show-columns`.",
        ),
        "columns-unknown": ("{file}: there is no column “{heading}”.", "Write headings as the file has them."),
        "columns-words": (
            "What is said of column “{heading}” is not understood.",
            "See `samakki link FILE --show-columns`, and docs/how-to/link-tables.md for all words.",
        ),
        "column-twice": (
            "Two columns are both compared as “{comparison}”.",
            "Give one of them another name, or leave it.",
        ),
        "nothing-to-compare": (
            "No column is one that both files have and that can be compared.",
            "Say in a file what columns are: `samakki link FILE --show-columns > columns.toml`, then --columns.",
        ),
        "no-files": ("No file was named.", "Name one file, or two; or say --node."),
        "too-many-files": ("{given_files} files were named.", "Name one, or two."),
        "out-missing": ("It is not said where the matches go.", "Add --out MATCHES.csv."),
        "work-in-use": ("Another run works in {file}.", "Wait for it, or name another folder with --work."),
        "work-not-ours": ("The folder {file} holds something else.", "Name an empty one, or a new one, with --work."),
        "duckdb-missing": ("DuckDB is not installed.", "Install it: pip install 'samakki[bulk]'"),
        "spark-missing": (
            "Spark is not installed.",
            "Install it: pip install 'samakki[bulk,spark]', and Java 17: apt-get install default-jre-headless",
        ),
        "spark-not-started": (
            "Spark did not start.",
            "It needs Java 17: apt-get install default-jre-headless. Its own words stand above.",
        ),
        "definition-form": ("The file of weights is none of ours.", "Use one that --save-definition wrote."),
        "definition-forbidden": (
            "The file of weights compares “{comparison}”. Nobody is compared by that.",
            "Take that comparison out.",
        ),
    }
)
WRONG_DEFINITION = ("The file of weights is not right: {facts}.", "Use one that --save-definition wrote, or mend it.")


def worded(problem: Refusal) -> Stopped:
    """A problem in three sentences."""
    why, now = PROBLEMS.get(problem.code, WRONG_DEFINITION)
    listed = ", ".join(f"{name} {fact}" for name, fact in sorted(problem.facts.items()))
    facts = {**problem.facts, "facts": f"{problem.code} {listed}".strip()}
    return Stopped(NOTHING, why.format(**facts), now)
