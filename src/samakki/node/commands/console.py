"""Talking to an operator: lines on the screen, and errors in three sentences."""

import sys

from samakki.kernel.refusals import SamakkiError


class Stopped(SamakkiError):
    """A command could not do its work: what happened, why, and what to do now."""

    def __init__(self, what: str, why: str, now: str) -> None:
        super().__init__(what)
        self.what, self.why, self.now = what, why, now


def say(line: str = "") -> None:
    """One line on standard output, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(what: str, why: str, now: str) -> None:
    """What happened, why, what to do now; on standard error."""
    indented = why.replace("\n", "\n       ")
    sys.stderr.write(f"samakki: {what}\n  Why: {indented}\n  Now: {now}\n")
    sys.stderr.flush()


def say_first_password(username: str, code: str, password: str) -> None:
    """Hand over a first password; it is nowhere else."""
    say(f"Officer {code}, user name {username}.")
    say(f"First password, shown this once: {password}")
    say("At the first sign-in the officer chooses another one and adds a second factor.")
