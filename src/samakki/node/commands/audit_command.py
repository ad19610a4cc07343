"""Prove that the audit log was not changed and nothing was dropped; the first bad entry is named.

samakki audit verify
samakki audit prove RECEIPT… [--to FOLDER]     a receipt of this node stands in its log: a file for who has the receipt
samakki audit check-proof FILE [--key KEY]     whether such a file of another node holds; needs nothing of that node
"""

import argparse
import sys
from pathlib import Path

from samakki.access import audit
from samakki.access.audit.report import FirstBad, VerifyReport, Why
from samakki.node.commands import audit_proving as proving
from samakki.node.commands.console import say

WHAT: dict[Why, str] = {
    Why.CHANGED: "was changed after it was written",
    Why.DROPPED: "was taken out of the log",
    Why.REORDERED: "stands at another place than it was given",
    Why.INSERTED: "was put in later; the node never placed it there",
    Why.CHECKPOINT_FORGED: "has a checkpoint that this node did not sign",
    Why.CHECKPOINT_DROPPED: "has a checkpoint that is missing, either in the database or in checkpoints.txt",
    Why.SUMMARY_CHANGED: "is right, and a stored root made from it and others is not",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("act", choices=["verify", "requeue", "rebuild-edge", "prove", "check-proof"])
    proving.arguments(parser)


def run(given: argparse.Namespace, _home: Path) -> int:
    """Verify the whole log; the answer is 1 if anything is wrong with it. Or let a log that was tampered with go on."""
    if given.act == "prove":
        return proving.prove(given.what, given.to)
    if given.act == "check-proof":
        return proving.check(given.what, given.key)
    if given.act == "requeue":
        say(f"{audit.requeue()} entries wait for their place again.")
        return 0
    if given.act == "rebuild-edge":
        say(f"The edge covers {audit.rebuild_edge()} entries, and the log goes on behind them.")
        return 0
    report = audit.verify(_say_progress if sys.stderr.isatty() else None)
    say_report(report)
    return 0 if report.is_ok else 1


def say_report(report: VerifyReport) -> None:
    """Put the outcome of a walk into words."""
    if report.first_bad is None:
        say(f"The audit log is whole: {report.size} entries, none changed, none dropped.")
    else:
        say(f"THE AUDIT LOG IS NOT WHOLE. {where(report.first_bad)} {WHAT[report.first_bad.why]}.")
        say("Do not change anything on this node. Make a copy of its folder, and tell the oversight office.")
    say(f"Checkpoints that hold: {report.checkpoints} in the database, {report.file_checkpoints} in checkpoints.txt.")
    if report.checkpoints and not report.file_checkpoints:
        say("checkpoints.txt is lost: the log could be checked against its own database only.")
    if report.unsequenced and report.oldest_unsequenced_at:
        say(
            f"{report.unsequenced} entries wait for their place, the oldest since "
            f"{report.oldest_unsequenced_at:%Y-%m-%d %H:%M:%S} UTC. The running node gives it to them."
        )
    if report.unguarded:
        say(f"Tables without their guard against changes: {', '.join(report.unguarded)}. Restore a backup.")


def where(bad: FirstBad) -> str:
    """The entry or range concerned, by place and id."""
    if bad.position is None:
        return f"The entry {bad.entry}, which has no place yet," if bad.entry else "An entry that has no place yet"
    if bad.is_range and bad.end is not None:
        return f"Something from place {bad.position} to {bad.end - 1}"
    named = f" ({bad.entry})" if bad.entry else ""
    return f"The entry at place {bad.position}{named}"


def _say_progress(proved: int) -> None:
    sys.stderr.write(f"\r{proved} entries proved")
    sys.stderr.flush()
