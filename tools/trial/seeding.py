"""Fills a trial's node with officers who can sign in, and records. Everybody is invented."""

import importlib
import json
import os
import sys
from dataclasses import dataclass

import django

from tools.trial.node import TrialNode

PASSWORD = "monsoon kettle lantern river"  # noqa: S105  (of people who do not exist, for minutes)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in."""

    username: str
    code: str
    role: str
    secret: str  # of the authenticator app, base32
    records: tuple[str, ...] = ()  # references of records they are a member of
    password: str = PASSWORD


def seed(node: TrialNode, **wanted: int) -> dict[str, list[Person]]:
    """Make so many officers of each role on a node; every investigator has a record of their own.

    Args:
        node: made, and not running.
        wanted: number of officers for each role code, a role that may confirm others first.

    Returns:
        The officers by role.
    """
    told = node.python("-m", "tools.trial.seeding", json.dumps(wanted)).stdout
    people = [Person(**{**row, "records": tuple(row["records"])}) for row in json.loads(told)]
    return {role: [person for person in people if person.role == role] for role in wanted}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    acts = importlib.import_module("tools.trial.seed_acts")  # its models load only now
    print(json.dumps([acts.officer(role, n) for role, count in json.loads(sys.argv[1]).items() for n in range(count)]))
