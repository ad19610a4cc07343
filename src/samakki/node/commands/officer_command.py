"""Give somebody a sign-in from this console.

The account has a first password, shown once. A role given here is in force at once only while nobody else on the node
could confirm it; afterwards it waits for a second person, who confirms it on the page of roles.
"""

import argparse
from pathlib import Path

from django.conf import settings

from samakki.access.actions import accounts
from samakki.access.domain.roles import ROLES
from samakki.access.domain.roles.node import NodeAdministrator
from samakki.kernel.refusals import InvalidValue
from samakki.node.beginning import CONSOLE, give_role, operator_desk
from samakki.node.commands.console import Stopped, say, say_first_password

WHY_INVALID = {
    "username-form": "A user name has 3 to 80 letters, digits and . @ + - _, and begins with a letter or digit.",
    "username-taken": "An officer of this node has that user name; capitals make no difference.",
    "name-empty": "The full name is empty.",
    "desk-unknown": "There is no such desk. Desks and agencies are added on the node's pages by its administrator.",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["add"])
    parser.add_argument("username", metavar="USERNAME", help="what the officer types to sign in")
    parser.add_argument("--name", required=True, metavar="NAME", help="full name, in the officer's own script")
    parser.add_argument("--desk", metavar="ADDRESS", help="such as KH/POL/AHT/duty; node administrators need none")
    parser.add_argument("--role", choices=sorted(ROLES), help="propose this role")
    parser.add_argument("--language", default="en", help="of the officer's pages")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Add the officer and say what to hand over."""
    if not given.desk and given.role != NodeAdministrator.code:
        raise Stopped("Nobody was added.", "An officer sits at a desk.", "Name it with --desk.")
    desk = given.desk or operator_desk(settings.CONFIG)
    try:
        made = accounts.add_officer(
            by=CONSOLE, username=given.username, full_name=given.name, desk=desk, language=given.language
        )
    except InvalidValue as error:
        code = error.refusal.code
        raise Stopped("Nobody was added.", WHY_INVALID.get(code, code), "Correct it and try again.") from error
    say_first_password(given.username, made.code, made.password)
    if given.role and give_role(made.code, given.role):
        say(f"The role {given.role} is in force: nobody else on this node could confirm it.")
    elif given.role:
        say(f"The role {given.role} is proposed. A second person confirms it on the page of roles.")
    return 0
