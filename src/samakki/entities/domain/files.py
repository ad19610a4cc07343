"""Files as a node takes them in: what each kind of file may be, and what is never taken.

What a file is, its bytes say, never its name. What could run when somebody opens it (programs, scripts, web pages,
drawings with scripts, documents with macros) is not taken as it is; inside an archive it is, since it starts from there
by nobody's slip.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import MappingProxyType

from samakki.kernel.refusals import InvalidValue

LONGEST_NAME = 200
UNKNOWN = "application/octet-stream"
ACTIVE = "application/x-active"  # ours: any content that could run; never stored


class FileKind(Enum):
    """What a stored file is for; decides which types are taken."""

    ORIGINAL = "original"  # of a report or note, as it was received
    IMPORTED = "imported"  # a sheet or export that entities are read from
    EXHIBIT = "exhibit"  # the content of an exhibit, or a copy of it
    PHOTO = "photo"  # a picture of a thing
    PAPER = "paper"  # a scan of a signed paper
    EDITION = "edition"  # a numbered print that this node made, and the data beside it


_PICTURES = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/gif",
        "image/webp",
        "image/tiff",
        "image/bmp",
        "image/heic",
        "image/avif",
    }
)
_SHEETS = frozenset(
    {
        "text/plain",
        "text/csv",
        "application/json",
        "application/zip",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)

TAKEN: Mapping[FileKind, frozenset[str] | None] = MappingProxyType(
    {
        FileKind.ORIGINAL: None,
        FileKind.IMPORTED: _SHEETS,
        FileKind.EXHIBIT: None,
        FileKind.PHOTO: _PICTURES,
        FileKind.PAPER: _PICTURES | {"application/pdf"},
        FileKind.EDITION: frozenset({"application/pdf", "application/json", "text/csv", "text/plain"}),
    }
)
"""Media types by kind; ``None`` takes every type, unknown ones too, since evidence comes in any."""

PREVIEWED = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""Types of which a page may show a small picture, drawn anew."""

EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {
        "image/jpeg": "jpg",
        "image/png": "png",
        "image/gif": "gif",
        "image/webp": "webp",
        "image/tiff": "tif",
        "image/bmp": "bmp",
        "image/heic": "heic",
        "image/avif": "avif",
        "audio/mpeg": "mp3",
        "audio/mp4": "m4a",
        "audio/ogg": "ogg",
        "audio/aac": "aac",
        "audio/amr": "amr",
        "audio/x-wav": "wav",
        "video/mp4": "mp4",
        "video/3gpp": "3gp",
        "video/quicktime": "mov",
        "video/webm": "webm",
        "video/x-msvideo": "avi",
        "video/x-matroska": "mkv",
        "application/pdf": "pdf",
        "application/zip": "zip",
        "application/x-7z-compressed": "7z",
        "application/x-rar-compressed": "rar",
        "application/x-tar": "tar",
        "application/gzip": "gz",
        "application/json": "json",
        "application/rtf": "rtf",
        "application/x-sqlite3": "sqlite",
        "application/msword": "doc",
        "application/vnd.ms-excel": "xls",
        "application/vnd.ms-powerpoint": "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.spreadsheet": "ods",
        "application/vnd.oasis.opendocument.presentation": "odp",
        "text/csv": "csv",
        "text/plain": "txt",
    }
)
"""Types that keep their name when a file is handed out; every other leaves as bytes of no type, ``.bin``."""

# Marks that turn the direction of text around: "photo<RLO>gpj.exe" reads like a picture.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that is stored.

    Attributes:
        reference: "F-7K3QR"; stands in addresses and in the audit log.
        sha256: of the content as it came, in hexadecimal.
        size: bytes as it came.
        media_type: as its bytes say.
    """

    reference: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A stored file as a page shows it, to who may see all of its record.

    Attributes:
        record: reference of the record it belongs to; the policy is asked about that.
        name: as given at intake, made safe to show; "" if none was given.
    """

    file: FileRef
    record: str
    kind: FileKind
    name: str
    stored_at: datetime
    stored_by: str


def require_takeable(kind: FileKind, media_type: str, size: int, *, most_bytes: int) -> None:
    """Refuse a file that this kind does not take.

    Args:
        kind: what it is to be.
        media_type: as ``filetypes.media_type_of`` found it.
        size: bytes.
        most_bytes: the node's limit.

    Raises:
        InvalidValue: "file-empty", "file-too-large", "file-active", "file-type-not-taken".
    """
    if size == 0:
        raise InvalidValue("file-empty")
    if size > most_bytes:
        raise InvalidValue("file-too-large", megabytes=most_bytes // 1_000_000)
    if media_type == ACTIVE:
        raise InvalidValue("file-active")
    taken = TAKEN[kind]
    if taken is not None and media_type not in taken:
        names = sorted({EXTENSIONS[one].upper() for one in taken if one in EXTENSIONS})
        raise InvalidValue("file-type-not-taken", types=", ".join(names))


def safe_name(given: str) -> str:
    """A file's name as given, fit to be shown: no path, no control characters, no turned text, not endless.

    >>> safe_name("photos/passport.jpg")
    'passport.jpg'
    """
    name = re.split(r"[/\\]", given)[-1]
    name = _TURNING.sub("", unicodedata.normalize("NFC", name))
    name = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cs", "Zl", "Zp"})
    return name.strip()[:LONGEST_NAME]


def served_type(media_type: str) -> str:
    """The type a file is handed out with."""
    return media_type if media_type in EXTENSIONS else UNKNOWN


def served_name(file: FileRef) -> str:
    """The name a file is handed out with: its reference, never the name it came with.

    >>> served_name(FileRef("F-7K3QR", "", 1, "image/jpeg"))
    'F-7K3QR.jpg'
    """
    return f"{file.reference}.{EXTENSIONS.get(file.media_type, 'bin')}"
