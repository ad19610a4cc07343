"""What sealing itself reads from a header and writes into it. The rest of a header is for whoever sent and gets it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from samakki.kernel.moments import read_moment
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.canonical import malformed
from samakki.sealing.chunks import MOST_CHUNKS, Attachment, SealedFile
from samakki.sealing.frames import MOST_RECIPIENTS

VERSION: Final = 1
CONTENT_SUITE: Final = "c20p-hkdf256"
MOST_ATTACHMENTS: Final = 64
OWN_FIELDS: Final = frozenset({"v", "suite", "signer", "cosigner", "att", "cek_commit", "pt_commit"})
_REQUIRED: Final = frozenset({"v", "suite", "from", "to", "created", "signer", "cek_commit", "pt_commit"})
_MOST_CRITICAL: Final = 32
_ADDRESS = re.compile(r"[!#-\[\]-~]{1,80}")  # printing ASCII without quotation mark and backslash
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,39}")
_SUITE = re.compile(r"[a-z0-9-]{1,40}")
_KEY_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMS = {"from": _ADDRESS, "suite": _SUITE, "signer": _KEY_ID, "cek_commit": _DIGEST, "pt_commit": _DIGEST}
_FITS = tuple((name, form.fullmatch) for name, form in _FORMS.items())
_SEQUENCES = (tuple, list)


class Facts(NamedTuple):
    """The part of a header that decides how its envelope is opened.

    Attributes:
        sender: address of the sending desk.
        to: addresses of the desks, in order, each once.
        created: when the sender says it was made.
        suite: how body and attachments are sealed.
        signer: id of the node's signing key.
        cosigner: id of the officer's or desk's signing key; None where one signature is all.
        critical: names of what the recipient must understand.
        cek_commit: commitment to the content key.
        pt_commit: commitment to the text.
        attachments: in order.
    """

    sender: str
    to: tuple[str, ...]
    created: datetime
    suite: str
    signer: str
    cosigner: str | None
    critical: tuple[str, ...]
    cek_commit: str
    pt_commit: str
    attachments: tuple[Attachment, ...]


def read_facts(header: Mapping[str, Any]) -> Facts:
    """Facts of a header.

    Raises:
        EnvelopeMalformed: one is missing or of another form; of what is nested, members nobody knows are passed over.
    """
    if missing := _REQUIRED - header.keys():
        raise malformed(f"header-{min(missing)}")
    # `is True` keeps out a true that Python counts as the number one.
    if header["v"] != VERSION or header["v"] is True:
        raise malformed("version")
    try:
        created = read_moment(_text(header, "created"))
    except InvalidValue:
        raise malformed("header-created") from None
    for name, fits in _FITS:
        text = header[name]
        if not isinstance(text, str) or not fits(text):
            raise malformed(f"header-{name}")
    return Facts(
        sender=header["from"],
        to=_texts(header, "to", _ADDRESS, most=MOST_RECIPIENTS),
        created=created,
        suite=header["suite"],
        signer=header["signer"],
        cosigner=_text(header, "cosigner", _KEY_ID) if "cosigner" in header else None,
        critical=_texts(header, "crit", _NAME, most=_MOST_CRITICAL) if "crit" in header else (),
        cek_commit=header["cek_commit"],
        pt_commit=header["pt_commit"],
        attachments=_attachments(header["att"]) if "att" in header else (),
    )


def attachment_fields(files: list[SealedFile]) -> dict[str, object]:
    """What a header says of attachments; nothing where there are none."""
    if not files:
        return {}
    return {
        "att": [{"chunks": it.chunks, "root": it.root, "size": it.size} for it in (file.attachment for file in files)]
    }


def _attachments(given: Any) -> tuple[Attachment, ...]:  # noqa: ANN401 (whatever JSON can hold)
    if not isinstance(given, _SEQUENCES) or len(given) > MOST_ATTACHMENTS:
        raise malformed("header-att")
    found = []
    for number, entry in enumerate(given):
        if not isinstance(entry, Mapping) or not {"chunks", "root", "size"} <= entry.keys():
            raise malformed("header-att")
        attachment = Attachment(_text(entry, "root", _DIGEST), _count(entry, "size"), number)
        if attachment.chunks > MOST_CHUNKS or _count(entry, "chunks") != attachment.chunks:
            raise malformed("header-att")
        found.append(attachment)
    return tuple(found)


def _text(given: Mapping[str, Any], name: str, form: re.Pattern[str] | None = None) -> str:
    text = given[name]
    if not isinstance(text, str) or (form and not form.fullmatch(text)):
        raise malformed(f"header-{name}")
    return text


def _texts(given: Mapping[str, Any], name: str, form: re.Pattern[str], *, most: int) -> tuple[str, ...]:
    texts = given[name]
    if not isinstance(texts, _SEQUENCES) or not 1 <= len(texts) <= most:
        raise malformed(f"header-{name}")
    for text in texts:
        if not isinstance(text, str) or not form.fullmatch(text):
            raise malformed(f"header-{name}")
    if len(set(texts)) != len(texts):
        raise malformed(f"header-{name}")
    return tuple(texts)


def _count(given: Mapping[str, Any], name: str) -> int:
    count = given[name]
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise malformed("header-att")
    return count
