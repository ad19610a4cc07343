"""The trust list as strangers carry it: archives, statements, publications, keys, metadata with true signatures."""

import atexit
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import time_machine
from securesystemslib.formats import encode_canonical

from samakki.exchange.domain.trust.errors import TrustError
from samakki.exchange.domain.trust.publication import read_publication
from samakki.exchange.domain.trust.reading import read_statement
from samakki.exchange.domain.trust.writing import write_statement
from samakki.exchange.trust.carrying import merge, pack, unpack
from samakki.exchange.trust.examining import examine
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.following import Known, first_root, follow
from samakki.exchange.trust.proposing import state
from samakki.exchange.trust.signing import publish, sign
from samakki.exchange.trust.sources import Files, Over
from samakki.sealing.ceremony import PublicCeremonyKey
from samakki.sealing.errors import SealingError
from tests.support.ceremony import Region
from tests.support.shared import NOW
from tests.support.trust import a_statement
from tools.fuzz.target import Target

ROLES = ("timestamp", "snapshot", "targets", "KH", "2.root")


@cache
def region() -> Region:
    """A list that a ceremony signed, at a fixed time and with the same keys in every process; kept for this one."""
    place = Path(tempfile.mkdtemp(prefix="fuzz-trust-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    same = patch("secrets.token_bytes", Random(0).randbytes)  # noqa: S311  (keys of nobody)
    with same, time_machine.travel(NOW, tick=False):
        made = Region(TrustFolder(place / "list"), place).begun(NOW)
        BEFORE.update(made.folder.files())
        state(made.folder, a_statement("VN", desks=("C02/duty", "C03/duty"))[0], at=NOW)
        WAITING.update(made.folder.files())
        sign(made.folder, made.role["VN"])
        publish(made.folder, made.host, at=NOW)
    return made


BEFORE: dict[str, bytes] = {}
WAITING: dict[str, bytes] = {}
"""The files of the list as it was first published, and with a proposal that waits to be signed."""


def read_archive(data: bytes) -> None:
    """An archive that was carried here, merged into a list that is here already.

    Bytes that are no archive are files to put into one: what is here, what else is brought, then each file as its name,
    a line's end and its content, so that a spoilt byte is one of a file and not of the packing.
    """
    last = region().folder.files()
    here = {name: content for name, content in WAITING.items() if name.startswith("waiting/")}
    if not data.startswith(b"PK"):
        here = dict((here, {}, BEFORE, WAITING, last)[(data[0] if data else 0) % 5])
        brought = dict(({}, BEFORE, WAITING, last)[(data[1] if data[1:] else 0) % 4])
        for one in data[2:].split(b"\0\0")[:20]:
            called, _, content = one.partition(b"\n")
            brought[called.decode("utf-8", "replace")] = content
        data = zipped(brought)
    files = unpack(data)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name, time_machine.travel(NOW, tick=False):
        folder = TrustFolder(Path(name))
        folder.write(dict(here))
        merge(folder, files)
        for waiting in folder.waiting():
            examine(folder, waiting)


def archives() -> Iterator[bytes]:
    """Everything; one file each; lists that are newer and older than the one here; with files that no list has."""
    yield pack(region().folder)
    for name, content in region().folder.files().items():
        if "1.root" in name:
            yield zipped({name: content})
    for here in range(5):
        for brought in range(4):
            yield bytes((here, brought)) + b"metadata/9.VN.json\n{}"
    for name, content in WAITING.items():
        if name.startswith(("waiting/", "metadata/timestamp", "metadata/1.root")):
            yield b"\0\0" + name.encode() + b"\n" + content
            yield b"\3\2" + name.encode() + b"\n" + content
            yield b"\2\1" + name.encode() + b"\n" + content.replace(b"1", b"2", 1)
    yield b"\0\0../x\n{}"


def zipped(files: dict[str, bytes]) -> bytes:
    """An archive that nobody packed tightly, so that a spoilt byte is a spoilt byte of a file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return target.getvalue()


def read_metadata(data: bytes) -> None:
    """What a role says, whatever it is, rightly signed by whoever may speak for the role; a node then follows it."""
    made = region()
    role = ROLES[data[0] % len(ROLES)] if data else ROLES[0]
    files = dict(made.folder.files())
    name = next((one for one in files if one.removesuffix(".json").endswith(role)), f"metadata/{role}.json")
    raw = resigned(made, role, data[1:]) if data[:1] < b"\x80" else data[1:]
    with time_machine.travel(NOW, tick=False):
        first_root(raw) if role == "2.root" else None
        follow(Over(Files({name: raw}), made.folder), Known(made.first_root()))


def resigned(made: Region, role: str, said: bytes) -> bytes:
    """Metadata with this text as its signed part, and signatures of the role's own keys over it."""
    try:
        signed: Any = json.loads(said)
        covered = (encode_canonical(signed) or "").encode()
    except (ValueError, RecursionError, AttributeError, TypeError, Exception):  # noqa: BLE001  (then it is signed as it is)
        return said
    keys = {
        "timestamp": [made.host],
        "snapshot": [made.host],
        "KH": [made.role["KH"]],
    }.get(role, list(made.national.values()))
    signatures = [{"keyid": key.sign(covered).keyid, "sig": key.sign(covered).signature} for key in keys]
    return json.dumps({"signatures": signatures, "signed": signed}).encode()


def metadata() -> Iterator[bytes]:
    """The true signed parts."""
    for place, role in enumerate(ROLES):
        for name, content in region().folder.files().items():
            if name.startswith("metadata/") and name.removesuffix(".json").endswith(role.replace("2.", "1.")):
                yield bytes((place,)) + json.dumps(json.loads(content)["signed"]).encode()
                yield bytes((place + 0x80 + len(ROLES) - 0x80 % len(ROLES),)) + content


def read_stated(data: bytes) -> None:
    """A country's statement; read again as it is written."""
    found = read_statement(data, country="KH")
    assert read_statement(write_statement(found), country="KH") == found


def statements() -> Iterator[bytes]:
    """With one desk and two."""
    yield write_statement(a_statement("KH")[0])
    yield write_statement(a_statement("KH", desks=("AHTJPD/duty", "AHTJPD/letters"))[0])


def read_published(data: bytes) -> None:
    """What a node hands to whoever signs for its country; and a ceremony's public key."""
    with suppress(SealingError):
        PublicCeremonyKey.from_bytes(data)
    found = read_publication(data)
    assert read_publication(found.to_bytes()) == found


def publications() -> Iterator[bytes]:
    """One of each."""
    stated = json.loads(write_statement(a_statement("KH")[0]))
    (node,) = stated["nodes"]
    desks = [{"address": one["address"], "keys": one["keys"]} for one in stated["desks"]]
    parts = {part: node[part] for part in ("endpoints", "pins", "keys", "types")}
    yield json.dumps({"format": "samakki-publication-1", "node": node["name"], "desks": desks, **parts}).encode()
    yield region().host.half.to_bytes()


WORDS = tuple(
    json.dumps(one).encode()
    for one in (
        "_type",
        "version",
        "expires",
        "spec_version",
        "keys",
        "roles",
        "keyid",
        "threshold",
        "meta",
        "delegations",
        "paths",
        "targets",
        "hashes",
        "sha256",
        "length",
        "consistent_snapshot",
        "signatures",
        "terminating",
    )
)
TARGETS = (
    Target(
        "trust-archive",
        "trust lists on a stick",
        read_archive,
        (TrustError,),
        archives,
        ("samakki.exchange.trust",),
        words=(*WORDS, b"\0\0", b"waiting/", b"metadata/", b"timestamp.json\n", b"PK\x01\x02"),
        longest=64 * 1024,
        is_json=True,
    ),
    Target(
        "trust-metadata",
        "metadata with true signatures",
        read_metadata,
        (TrustError,),
        metadata,
        ("samakki.exchange.trust", "tuf"),
        words=WORDS,
        longest=64 * 1024,
        is_json=True,
    ),
    Target(
        "statement",
        "what a country states",
        read_stated,
        (TrustError,),
        statements,
        ("samakki.exchange.domain.trust.reading", "samakki.exchange.domain.trust.strict"),
        words=WORDS,
        is_json=True,
    ),
    Target(
        "publication",
        "keys that a node or a person hands over",
        read_published,
        (TrustError,),
        publications,
        ("samakki.exchange.domain.trust", "samakki.sealing.ceremony"),
        words=WORDS,
        is_json=True,
    ),
)
