"""What a command loads before it does anything: packages that few commands need are loaded where they are used."""

import json
import subprocess
import sys
from pathlib import Path

from tests.rules.sources import ROOT
from tools.environment import clean

NOT_FOR_HELP = frozenset({"django.db", "django.forms", "samakki.access", "samakki.entities"})
"""Not loaded by ``samakki --help``."""

LOADED_WHERE_USED = frozenset(
    {
        "duckdb",  # links whole tables
        "followthemoney",  # 0.6 s: schemata of entities; `samakki run` loads them once for all its processes
        "granian",  # the server
        "ninja",  # the API
        "numba",  # 0.6 s and 70 MB: machine code that compares names
        "numpy",
        "openpyxl",  # reads and writes workbooks
        "psycopg",  # a node on PostgreSQL has it from Django
        "pyrage",  # seals backups
        "samakki.names.bundle",  # models of names
        "samakki.node.urls",  # pages
        "scipy",
        "typst",  # prints
    }
)
"""Not loaded by a command that only reads tables."""

PROGRAM = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "samakki.node.settings"
from samakki.node import cli
cli.main(["--help"])
helped = sorted(sys.modules)
import django
django.setup()
print("\\n" + json.dumps([helped, sorted(sys.modules)]))
"""


def heavy(modules: list[str], wanted: frozenset[str]) -> list[str]:
    """Those of `modules` that belong to a package or module of `wanted`."""
    return sorted(wanted & set(modules))


def test_heavy_modules_are_found() -> None:
    assert heavy(["numpy", "numpy.core", "samakki.names"], LOADED_WHERE_USED) == ["numpy"]


def test_a_command_loads_nothing_heavy_before_it_needs_it(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**clean(), "SAMAKKI_HOME": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    helped, begun = json.loads(ran.stdout.splitlines()[-1])
    assert heavy(helped, NOT_FOR_HELP) == []
    assert heavy(begun, LOADED_WHERE_USED) == []
