"""Test vectors of the protocol, for anybody who writes a second implementation: ``tests/fixtures/vectors/*.json``.

Written by our own code with all randomness replaced: the content key by a hash of the vector's name, and the wraps by
those of other people's HPKE, whose ephemeral keys can be fixed. So each file is the same on every run, and it cannot be
made by our own HPKE at all. ``python -m tools.vectors --check`` says whether the files are what this script writes.
"""

import argparse
import base64
import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from samakki.sealing import packing
from samakki.sealing.canonical import b64, canonical
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.desks import DeskKey
from samakki.sealing.documents import sign_document
from samakki.sealing.envelopes import envelope_digest, skeleton
from samakki.sealing.signing import SigningKey
from samakki.sealing.suites import Suite
from tools import other_hpke

FOLDER = Path(__file__).parents[1] / "tests" / "fixtures" / "vectors"
EPOCH = (datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 30, tzinfo=UTC))
HEADER: Mapping[str, Any] = {
    "id": "019aa700-0000-7000-8000-000000000001",
    "from": "KH/POL/AHTJPD/duty",
    "type": "disclosure.answer@1.0",
    "thread": "KH-2026-000412",
    "created": "2026-11-22T01:12:00Z",
    "expires": "2026-12-22T01:12:00Z",
    "handling": {"codes": ["H1"], "purpose": "trafficking_in_persons"},
    "urgency": "normal",
}
ANSWER = b'{}\n{"answer":"accepted","disclosure":"D-7K3QX"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One envelope to make.

    Args:
        name: of the file.
        about: what a reader is to learn from it.
        suites: of the recipients' keys, one desk each.
        body: what is sealed.
        more: fields of the header beside the usual ones.
        is_cosigned: an officer signs as well.
        file: content of an attachment.
    """

    name: str
    about: str
    suites: tuple[Suite, ...]
    body: bytes = ANSWER
    more: Mapping[str, Any] = field(default_factory=dict)
    is_cosigned: bool = False
    file: bytes | None = None


def cases() -> Iterator[Case]:
    """Every envelope, the simplest first."""
    x25519, hybrid = Suite.X25519, Suite.MLKEM768_X25519
    yield Case(name="x25519", about="One desk with an X25519 key.", suites=(x25519,))
    yield Case(name="hybrid", about="One desk with a hybrid key.", suites=(hybrid,))
    yield Case(name="three-desks", about="Three desks, two suites.", suites=(x25519, hybrid, x25519))
    yield Case(name="cosigned", about="A formal request: an officer signs as well.", suites=(hybrid,), is_cosigned=True)
    yield Case(
        name="newer-fields",
        about="Fields of a newer version, kept and passed over; text beyond ASCII stands unescaped.",
        suites=(x25519,),
        body='{}\n{"answer":"declined","disclosure":"D-7K3QX","note":"អរគុណ \U0001f64f\\n","x_newer":[1,null]}'.encode(),
        more={"x_newer": {"b": -1, "a": ["ខ្មែរ", True, 9007199254740991]}, "crit": ["handling"]},
    )
    yield Case(
        name="attachment",
        about="A file of 1 MiB and 5 bytes: SHAKE-256 of the text `samakki vector file`.",
        suites=(hybrid,),
        body=b"",  # made when the digest of the file is known
        file=hashlib.shake_256(b"samakki vector file").digest(1024 * 1024 + 5),
    )
    yield Case(name="empty-body", about="Nothing is sealed, and it is still proved.", suites=(x25519,), body=b"")


def seed(*words: object, size: int = 32) -> bytes:
    """Bytes that stand for randomness, from words that say what for."""
    return hashlib.shake_256(" ".join(["samakki vector", *map(str, words)]).encode("ascii")).digest(size)


def envelope(case: Case) -> dict[str, Any]:
    """One vector: every secret, every step between, and the bytes."""
    node, officer = SigningKey(seed("node")), SigningKey(seed("officer"))
    desks = [
        DeskKey(f"TH/POL/AHTD/desk{number}", suite, *EPOCH, seed=seed("desk", number, suite.value))
        for number, suite in enumerate(case.suites, start=1)
    ]
    key = ContentKey(seed("content", case.name))
    chunks: dict[str, bytes] = {}
    packed, body = packing.Packing(), case.body
    packed._key = key  # noqa: SLF001 (the seam is here and nowhere in the public interface)
    if case.file is not None:
        file = packed.attach(io.BytesIO(case.file), store=chunks.__setitem__)
        body = canonical({"att": [{"digest": file.digest, "kind": "application/pdf", "name": "plan.pdf"}]}) + ANSWER[2:]
    header = {**HEADER, **case.more, "to": [desk.desk for desk in desks]}
    with mock.patch.object(packing, "wrap", wrapper(case.name)):
        raw = packed.seal(
            header,
            body,
            to=[desk.recipient for desk in desks],
            sign=node,
            cosign=officer if case.is_cosigned else None,
        )
    header_line = raw.split(b"\n")[1]
    return {
        "name": case.name,
        "about": case.about,
        "node": {"name": "KH/POL", **signer(node)},
        "officer": signer(officer) if case.is_cosigned else None,
        "desks": [
            {"desk": it.desk, "suite": it.suite.value, "kid": it.id, "seed": it.seed.hex(), "public": b64(it.public)}
            for it in desks
        ],
        "content_key": key.secret_for_wrapping().hex(),
        "info": hashlib.sha256(header_line).hexdigest(),
        "cek_commit": key.commitment(),
        "pt_commit": key.commitment_to(body),
        "body": b64(body),
        "chunks": [{"name": name, "size": len(content)} for name, content in chunks.items()],
        "last_chunk": b64(list(chunks.values())[-2]) if chunks else None,
        "digest": envelope_digest(raw),
        "skeleton": b64(skeleton(raw)),
        "envelope": b64(raw),
    }


def signer(key: SigningKey) -> dict[str, str]:
    """Both halves of a signing key."""
    return {"kid": key.id, "seed": key._seed.hex(), "public": b64(key.public)}  # noqa: SLF001 (no caller but this one may see it)


def wrapper(name: str) -> Any:  # noqa: ANN401 (stands in for ``suites.wrap``)
    """``suites.wrap`` by other people, with fixed ephemeral keys."""

    def wrap(secret: bytes, *, suite: Suite, public: bytes, info: bytes) -> bytes:
        place = hashlib.sha256(public).hexdigest()
        if suite is Suite.X25519:
            return other_hpke.wrap_x25519(secret, public=public, info=info, seed=seed("ephemeral", name, place))
        return other_hpke.wrap_hybrid(secret, public=public, info=info, seed=seed("ephemeral", name, place, size=64))

    return wrap


def refused() -> dict[str, Any]:
    """Envelopes that no implementation opens, each with the code of the error."""
    good = envelope(next(cases()))
    raw = b64_decoded(good["envelope"])
    lines = raw.split(b"\n", 5)

    def with_line(number: int, line: bytes) -> bytes:
        changed = [*lines]
        changed[number] = line
        return b"\n".join(changed)

    header = lines[1]
    made: list[tuple[str, str, bytes]] = [
        ("cut in the header", "envelope-malformed", raw[:100]),
        ("cut behind the signatures", "envelope-malformed", skeleton(raw)),
        ("cut in the body", "envelope-altered", raw[:-1]),
        ("one byte more", "envelope-altered", raw + b"\0"),
        ("another version", "envelope-malformed", with_line(0, b"samakki-envelope 2")),
        ("signature stripped", "envelope-malformed", with_line(3, b"[]")),
        ("signature doubled", "envelope-altered", with_line(3, b"[%b,%b]" % (lines[3][1:-1], lines[3][1:-1]))),
        ("blank in the header", "envelope-malformed", with_line(1, header.replace(b'":"', b'": "', 1))),
        ("member doubled", "envelope-malformed", with_line(1, header[:-1] + b',"v":1}')),
        ("float", "envelope-malformed", with_line(1, header.replace(b'"v":1}', b'"v":1.0}'))),
        ("not a number", "envelope-malformed", with_line(1, header.replace(b'"v":1}', b'"v":NaN}'))),
        ("huge number", "envelope-malformed", with_line(1, header.replace(b'"v":1}', b'"v":1%b}' % (b"0" * 5000)))),
        ("deep nesting", "envelope-malformed", with_line(1, header[:-1] + b',"z":%b%b}' % (b"[" * 40, b"]" * 40))),
        ("header altered", "envelope-altered", with_line(1, header.replace(b'"normal"', b'"urgent"'))),
        (
            "recipient added to the header",
            "envelope-altered",
            with_line(1, header.replace(b'"to":["', b'"to":["TH/X","')),
        ),
        ("wrap removed", "envelope-altered", with_line(4, b"[]")),
        (
            "signed with another key",
            "sender-unknown",
            with_line(1, header.replace(good["node"]["kid"].encode(), b"0" * 32)),
        ),
    ]
    demanding = Case(name="refused", about="", suites=(Suite.X25519,), more={"crit": ["embargo"]})
    made.append(("unknown demand", "not-understood", b64_decoded(envelope(demanding)["envelope"])))
    elsewhere = Case(name="refused", about="", suites=(Suite.MLKEM768_X25519,))
    made.append(("sealed to another key", "desk-key-missing", b64_decoded(envelope(elsewhere)["envelope"])))
    return {
        "about": "What no implementation opens. Keys as in x25519.json.",
        "refused": [{"what": what, "code": code, "envelope": b64(content)} for what, code, content in made],
    }


def document() -> dict[str, Any]:
    """A signed document."""
    key = SigningKey(seed("node"))
    content = {"kind": "R1", "of": "0" * 64, "verdict": "accepted"}
    return {
        "about": "A small document, signed by a node.",
        "node": {"name": "KH/POL", **signer(key)},
        "kind": "receipt",
        "document": b64(sign_document(content, kind="receipt", key=key)),
    }


def b64_decoded(text: str) -> bytes:
    """Base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def written() -> dict[str, str]:
    """Every file by its name."""
    made: dict[str, dict[str, Any]] = {case.name: envelope(case) for case in cases()}
    made |= {"refused": refused(), "document": document()}
    return {f"{name}.json": json.dumps(content, indent=1, ensure_ascii=False) + "\n" for name, content in made.items()}


def main() -> int:
    """Write the files, or say which are not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file differs")
    is_check = parser.parse_args().check
    stale = []
    for name, content in written().items():
        path = FOLDER / name
        if is_check:
            stale += [name] if not path.exists() or path.read_text("utf-8") != content else []
        else:
            path.write_text(content, "utf-8")
    if stale:
        print(f"Not what tools/vectors.py writes: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
