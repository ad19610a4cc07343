"""Compares what a node acknowledged with what its tables, its audit log and its own checks say."""

import importlib
import io
import json
import os
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import redirect_stderr, redirect_stdout

import django

from tools.trial.node import TrialNode

DURABLE: dict[str, dict[str, tuple[object, ...]]] = {
    "sqlite": {"PRAGMA synchronous": (2, 3), "PRAGMA journal_mode": ("wal",)},
    "postgresql": {"SHOW fsync": ("on",), "SHOW synchronous_commit": ("on",), "SHOW full_page_writes": ("on",)},
}
LOCKED = ("database is locked", "database table is locked", "SQLITE_BUSY", "SQLITE_LOCKED")


def faults_found(node: TrialNode, acknowledged: Sequence[str], *, mark: str = "KH/OPS/W") -> list[str]:
    """Everything that is wrong on a stopped node.

    Args:
        node: stopped.
        acknowledged: addresses of desks the node said it had written.
        mark: how addresses of the writers begin.
    """
    held = json.loads(node.python("-m", "tools.faults.books", mark).stdout)
    desks, audited = set(held["desks"]), Counter(held["audited"])
    return [
        *differences("acknowledged and not in the table", set(acknowledged) - desks),
        *differences("acknowledged and not in the audit log", set(acknowledged) - audited.keys()),
        *differences("in the table and not in the audit log", desks - audited.keys()),
        *differences("in the audit log and not in the table", audited.keys() - desks),
        *differences("more than once in the audit log", {desk for desk, times in audited.items() if times > 1}),
        *differences("acknowledged twice", {desk for desk, times in Counter(acknowledged).items() if times > 1}),
        *held["judged"],
        *locks_in_logs(node),
        *(f"a commit does not wait for the disk: {setting}" for setting in held["hasty"]),
    ]


def differences(what: str, found: Collection[str]) -> list[str]:
    """One line with the number and a few examples; none where nothing was found."""
    return [f"{len(found)} {what}: {', '.join(sorted(found)[:3])}"] if found else []


def command_faults(*words: str) -> list[str]:
    """What a command that judges the node says, if it judges badly; in this process, which has loaded it already."""
    told = io.StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = importlib.import_module("samakki.node.cli").main(list(words))
    return [f"samakki {' '.join(words)} ended with {code}: {told.getvalue()}"] * bool(code)


def locks_in_logs(node: TrialNode) -> list[str]:
    """Lines of the node's logs that speak of a lock nobody could wait for."""
    found = []
    for path in [*(node.home / "logs").glob("*.log*"), node.home / "server.out"]:
        text = path.read_text("utf-8", "replace") if path.exists() else ""
        found += [f"{path.name} says: {words}" for words in LOCKED if words in text]
    return found


def held(mark: str) -> dict[str, list[str]]:
    """Desks of the writers, as the table and as the audit log have them."""
    models = importlib.import_module("samakki.access.models")
    entries = models.AuditEntry.objects.filter(action="add_desk", outcome="done", reference__startswith=mark)
    return {
        "hasty": hasty_settings(),
        "desks": list(models.Desk.objects.filter(address__startswith=mark).values_list("address", flat=True)),
        "audited": list(entries.values_list("reference", flat=True)),
        "judged": [*command_faults("audit", "verify"), *command_faults("doctor", "--only-problems")],
    }


def hasty_settings() -> list[str]:
    """Settings of the database under which an acknowledged write may still be on its way to the disk."""
    connection = importlib.import_module("django.db").connection
    wanted = DURABLE[connection.vendor]
    with connection.cursor() as cursor:
        found = {question: cursor.execute(question).fetchone()[0] for question in wanted}
    return [f"{question} gives {found[question]}" for question, good in wanted.items() if found[question] not in good]


if __name__ == "__main__":
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    print(json.dumps(held(sys.argv[1])))
