"""``samakki audit prove`` and ``samakki audit check-proof``: that a receipt stands in the log of who signed it.

Exit codes of ``check-proof``: 0 the proof holds; 1 it does not; 3 that cannot be said here: no proof, or no key.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from samakki.exchange.actions.proving import NotProvable, file_name, prove_receipt, receipts_named
from samakki.exchange.actions.station import station
from samakki.exchange.domain import receipt_proofs as proofs
from samakki.exchange.domain.receipt_proofs import CANNOT_BE_SAID, Judged, Wrong
from samakki.exchange.domain.trust.validity import KeyState
from samakki.exchange.queries import directory
from samakki.node.beginning import CONSOLE
from samakki.node.commands.console import Stopped, complain, say
from samakki.sealing.documents import MOST_DOCUMENT
from samakki.sealing.signing import PUBLIC_BYTES, signing_key_id

CANNOT_SAY: Final = 3
WHY_NOT: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no-line": (
            "It names no line of the log: an earlier version of the software made it.",
            "There is no proof for it. `samakki audit verify` proves the whole log here.",
        ),
        "not-in-log": (
            "The line that it names has no place in the log.",
            "Try again in a minute while the node runs. If it stays so, run `samakki audit verify`.",
        ),
        "no-checkpoint": (
            "No signed checkpoint covers its line yet.",
            "Try again in a minute while the node runs: it signs one as soon as the log has grown.",
        ),
    }
)
FALSE: Mapping[Wrong, tuple[str, str]] = MappingProxyType(
    {
        Wrong.UNREADABLE: (
            "This is no proof of a receipt, or one of a form that this version does not know.",
            "Ask for the file again, unchanged: `samakki audit prove` writes it.",
        ),
        Wrong.KEY_UNKNOWN: (
            "It is signed with a key that is not known here as one of that node.",
            "Load a newer trust list, or give the key with --key; ask the node which one it is.",
        ),
        Wrong.CHANGED: (
            "It was changed after the node signed it, or is signed by somebody else in its name.",
            "Do not rely on it. Ask the node for the file again, by another way.",
        ),
        Wrong.RECEIPT_KEY_UNKNOWN: (
            "The receipt in it is signed with a key that is not known here as one of that node.",
            "Load a newer trust list, or give that key too with another --key.",
        ),
        Wrong.RECEIPT_CHANGED: (
            "The receipt in it was changed after it was signed, or is none.",
            "Do not rely on it. Compare with the receipt that you got when it came.",
        ),
        Wrong.RECEIPT_OF_ANOTHER: (
            "The receipt in it is by another node than the one that signed the proof.",
            "A node proves its own receipts alone. Ask the node that signed the receipt.",
        ),
        Wrong.NO_LINE: (
            "The receipt in it names no line of a log, so nothing ties it to one.",
            "An earlier version made such receipts. The receipt itself still counts.",
        ),
        Wrong.OTHER_LINE: (
            "It proves another line of the log than the one that the receipt names.",
            "Do not rely on it, and tell your oversight office: an honest node does not write such a file.",
        ),
        Wrong.CHECKPOINT_FORGED: (
            "The checkpoint in it is not signed by the log's key that the node names, or was changed.",
            "Do not rely on it, and tell your oversight office: an honest node does not write such a file.",
        ),
        Wrong.OTHER_CHECKPOINT: (
            "The checkpoint in it is of another log, or of another size than the proof.",
            "Do not rely on it, and tell your oversight office: an honest node does not write such a file.",
        ),
        Wrong.NOT_INCLUDED: (
            "The line is not in the log under that checkpoint: the path does not lead to its root.",
            "Do not rely on it, and tell your oversight office: an honest node does not write such a file.",
        ),
    }
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what follows the two acts."""
    parser.add_argument(
        "what",
        nargs="*",
        metavar="RECEIPT|FILE",
        help="prove: digest of a receipt, or number of a message for all of its receipts; check-proof: the file",
    )
    parser.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="prove: where the files go")
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="KEY",
        help="check-proof: the other node's public signing key in 64 hexadecimal digits, instead of the trust list",
    )


def prove(names: Sequence[str], folder: Path) -> int:
    """Write a proof for each receipt; the answer is 1 where one could not be."""
    if not names:
        raise Stopped("No proof was written.", "No receipt is named.", "Name its digest, or the number of the message.")
    missing, at = 0, station()
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        rows = receipts_named(name)
        if not rows:
            complain(
                f"No proof for {name}.", "This node signed no such receipt.", "A node proves its own receipts alone."
            )
        missing += not rows
        for row in rows:
            try:
                content = prove_receipt(CONSOLE, at, row)
            except NotProvable as problem:
                complain(f"No proof for {row.kind} {row.digest}.", *WHY_NOT[problem.code])
                missing += 1
                continue
            path = folder / file_name(row)
            path.write_bytes(content)
            say(f"{path}: {row.kind} about message {row.message.message_id}, for {row.node}")
    return 1 if missing else 0


def check(files: Sequence[str], keys: Sequence[str]) -> int:
    """Say of each file whether it holds; the answer is the worst of them."""
    if not files:
        raise Stopped("Nothing was checked.", "No file is named.", "Name the file that the other node wrote.")
    known = [_key(one) for one in keys]
    return max(_checked(Path(one), known) for one in files)


def _checked(path: Path, keys: Sequence[bytes]) -> int:
    try:
        with path.open("rb") as file:
            raw = file.read(2 * MOST_DOCUMENT)
    except OSError:
        complain(f"{path} was not checked.", "It cannot be read.", "Check its name, and that you may read it.")
        return CANNOT_SAY
    revoked: list[str] = []
    judged = proofs.judge(raw, (lambda _node, key: _given(keys, key)) if keys else _listed(revoked))
    if judged.wrong is not None:
        what = "cannot be judged" if judged.wrong in CANNOT_BE_SAID else "DOES NOT HOLD"
        complain(f"{path} {what}. ({judged.wrong.value})", *FALSE[judged.wrong])
        return CANNOT_SAY if judged.wrong in CANNOT_BE_SAID else 1
    _say(path, judged)
    if revoked:
        say("The trust list says that this key was withdrawn: it proves only what somebody else saw before that.")
    return 0


def _say(path: Path, judged: Judged) -> None:
    receipt = judged.receipt
    if receipt is None:
        return
    who = receipt.desk or receipt.by
    say(f"{path} HOLDS. {judged.by} signed that {who} has this message as: {receipt.verdict} {receipt.code}".rstrip())
    say(f"  receipt {receipt.kind.value} about message {receipt.message_id}, digest {receipt.of}")
    say(f"  its line {receipt.log} is number {judged.position + 1} of {judged.size} in the log of {judged.by}")
    say(f"  root of the log at that size: {judged.root.hex()}; compare it with a checkpoint that you have")
    say(f"  signed with the key {judged.key_id}")


def _given(keys: Sequence[bytes], key: str) -> bytes | None:
    return next((one for one in keys if signing_key_id(one) == key), None)


def _listed(revoked: list[str]) -> proofs.KeyOf:
    def public(node: str, key: str) -> bytes | None:
        verdict = directory.signing_key(node, key, at=timezone.now())
        if verdict.state is KeyState.REVOKED:
            revoked.append(key)
        return verdict.public or None

    return public


def _key(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != PUBLIC_BYTES:
        raise Stopped(
            "Nothing was checked.",
            "--key is no public key.",
            "Give its 64 hexadecimal digits.",
        )
    return found
