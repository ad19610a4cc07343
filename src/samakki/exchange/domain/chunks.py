"""The sealed body of a message: what its attachments are called, then its content as its owner wrote it.

The body is one line of canonical JSON and the bytes of the content behind its newline. Names of files stand there and
nowhere else: a name can say who a message is about.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from samakki.exchange.domain.fields import Fields, HeaderUnreadable
from samakki.sealing.canonical import canonical, read_canonical
from samakki.sealing.chunks import Attachment
from samakki.sealing.errors import EnvelopeMalformed

MOST_LINE: Final = 64 * 1024
LONGEST_NAME: Final = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z0-9]{1,40}/[a-z0-9.+-]{1,80}")
# A name is shown and never used as a path. What hides an ending or turns the reading order round is not a name.
_NAME = re.compile(r'[^\x00-\x1f\x7f-\x9f/\\:*?"<>|\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,200}')


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with a message.

    Attributes:
        attachment: where its pieces are found.
        name: as the sender calls it; shown, never a path.
        kind: media type as the sender says; what the file is, its bytes say.
        digest: SHA-256 of the whole file, to be compared once its pieces are together.
    """

    attachment: Attachment
    name: str = field(repr=False)
    kind: str
    digest: str


def body_bytes(content: bytes, files: Sequence[tuple[str, str, str]]) -> bytes:
    """The body that is sealed.

    Args:
        content: as its owner wrote it.
        files: (name, media type, digest) of each attachment, in order.

    Raises:
        ValueError: a name or a media type that no reader would take.
    """
    listed = [{"digest": digest, "kind": kind, "name": name} for name, kind, digest in files]
    for name, kind, _ in files:
        if not _NAME.fullmatch(name) or not _KIND.fullmatch(kind):
            message = "an attachment needs a plain name and a media type"
            raise ValueError(message)
    return canonical({"att": listed} if listed else {}) + b"\n" + content


def read_body(body: bytes, attachments: Sequence[Attachment]) -> tuple[bytes, tuple[AttachedFile, ...]]:
    """Content and files of a body.

    Args:
        body: of a verified message.
        attachments: of its header.

    Raises:
        HeaderUnreadable: "body": its first line has another form, or names other attachments than the header.
    """
    line, newline, content = body.partition(b"\n")
    try:
        first = read_canonical(line, most=MOST_LINE)
    except EnvelopeMalformed:
        raise HeaderUnreadable("body") from None
    listed = first.get("att", ())
    if not newline or not isinstance(listed, tuple) or len(listed) != len(attachments):
        raise HeaderUnreadable("body")
    return content, tuple(_file(entry, attachment) for entry, attachment in zip(listed, attachments, strict=True))


def _file(entry: Any, attachment: Attachment) -> AttachedFile:  # noqa: ANN401 (whatever JSON can hold)
    if not isinstance(entry, Mapping):
        raise HeaderUnreadable("body.att")
    fields = Fields(entry, within="body.att.")
    return AttachedFile(
        attachment, fields.text("name", _NAME), fields.text("kind", _KIND), fields.text("digest", _DIGEST)
    )
