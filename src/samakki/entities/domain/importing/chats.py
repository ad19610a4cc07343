"""What chat exports have in common: messages, who speaks in them, and their text inside an archive."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from samakki.entities.domain.importing.pieces import Piece, Remark, digest_of, named
from samakki.entities.domain.importing.zips import Archive
from samakki.entities.domain.statements import LONGEST_VALUE, NewEntity, NewStatement
from samakki.kernel.codes import Country
from samakki.kernel.phones import Validity, read_phone
from samakki.kernel.refusals import InvalidValue, Refusal

MOST_TEXT_BYTES = 512 << 20
MOST_LINES = 5_000_000
_HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat.

    Attributes:
        line: number of its first line in the file, from 1.
        at: local time, without a zone: exports do not name one.
        sender: as the telephone that exported called them; "" for what the program itself notes.
        text: what was written; lines kept.
        file: name of a picture or other file that went with it; "" without one.
    """

    line: int
    at: datetime
    sender: str
    text: str
    file: str = ""


def plain_line(line: str) -> str:
    """A line without marks of writing direction and byte order, with usual spaces."""
    return _HIDDEN.sub("", line).replace("\u202f", " ").replace("\u00a0", " ").rstrip("\r\n")


def lines_of(file: BinaryIO, encoding: str = "utf-8", *, skip: int = 0) -> Iterator[str]:
    """Lines of a text, one at a time.

    Raises:
        InvalidValue: "encoding-broken"; "file-has-long-line"; "sheet-too-long".
    """
    if file.seekable():  # the text inside an archive is read once, from its beginning
        file.seek(skip)
    decoder = io.IncrementalNewlineDecoder(None, translate=True)
    held = ""
    count = 0
    try:
        text = io.TextIOWrapper(io.BufferedReader(_Unclosed(file)), encoding=encoding, errors="strict", newline="")
        while piece := text.read(1 << 16):
            held += decoder.decode(piece)
            *whole, held = held.split("\n")
            yield from whole
            count += len(whole)
            if len(held) > LONGEST_LINE:
                raise InvalidValue("file-has-long-line", row=count + 1)
            if count > MOST_LINES:
                raise InvalidValue("sheet-too-long", most=MOST_LINES)
        text.detach()
    except UnicodeDecodeError:
        raise InvalidValue("encoding-broken", row=count + 1) from None
    if held:
        yield held


LONGEST_LINE = 4 << 20


def text_in_zip(archive: Archive) -> BinaryIO:
    """The one text in an archive of a chat; pictures and recordings beside it are left packed.

    Raises:
        InvalidValue: "zip-without-chat"; "zip-several-chats"; "zip-bomb"; "zip-broken".
    """
    texts = [name for name in archive.names if name.lower().endswith(".txt") and "__macosx" not in name.lower()]
    if not texts:
        raise InvalidValue("zip-without-chat")
    if len(texts) > 1:
        raise InvalidValue("zip-several-chats")
    if archive.size(texts[0]) > MOST_TEXT_BYTES:
        raise InvalidValue("zip-bomb")
    return io.BufferedReader(_PiecesFile(archive.pieces(texts[0], most=MOST_TEXT_BYTES)))


def pieces_of(messages: Iterable[Message | Remark], *, service: str, zone: str, country: str) -> Iterator[Piece]:
    """One piece for each message; who speaks comes with their first message.

    Args:
        messages: in the order of the file; a `Remark` for a line that is none (its column is the line's number).
        service: "WhatsApp".
        zone: IANA name of the zone that times are in; "" where nobody said.
        country: for telephone numbers that stand in place of a name.
    """
    known: set[str] = set()
    for one in messages:
        if isinstance(one, Remark):
            yield Piece(int(one.column), failures=(Remark("", one.reason),))
            continue
        yield _piece(one, service, zone, country, known)


def _piece(message: Message, service: str, zone: str, country: str, known: set[str]) -> Piece:
    item = f"line:{message.line}"
    when = message.at.isoformat(sep=" ", timespec="seconds")
    entities: list[NewEntity] = []
    keys: list[tuple[str, int]] = []
    said = [NewStatement("date", message.at.date().isoformat(), when, item=item), NewStatement(AT, when, item=item)]
    remarks = []
    if zone:
        at = message.at.replace(tzinfo=ZoneInfo(zone))
        said.append(NewStatement(ZONED, at.isoformat(), f"{when} {zone}", item=item))
    if message.sender:
        key = f"{service}\x1f{message.sender}"
        if key not in known:
            known.add(key)
            entities.append(_account(message.sender, service, country, item))
            keys.append((digest_of(key), 0))
        said.append(NewStatement("senderAccount", target=named(key), item=item))
    text = message.text.strip()
    if len(text) > LONGEST_VALUE:
        text = text[:LONGEST_VALUE]
        remarks.append(Remark("", Refusal("message-cut", {"longest": LONGEST_VALUE})))
    if text:
        said.append(NewStatement("bodyText", text, item=item))
    if message.file:
        said.append(NewStatement("fileName", message.file, item=item))
    entities.append(NewEntity("Message", tuple(said)))
    return Piece(message.line, tuple(entities), remarks=tuple(remarks), keys=keys)


AT, ZONED = "samakki:writtenTime", "samakki:sentAt"
"""The time as the file has it, and the moment it was once the zone is said."""


def _account(sender: str, service: str, country: str, item: str) -> NewEntity:
    said = [NewStatement("service", service, item=item)]
    number = _number(sender, country)
    if number:
        said.append(NewStatement("number", number, sender if sender != number else "", item=item))
    else:
        said.append(NewStatement("name", sender, item=item))
    return NewEntity("UserAccount", tuple(said))


def _number(sender: str, country: str) -> str:
    if not re.fullmatch(r"\+?[\d\s().-]{7,20}", sender):
        return ""
    try:
        phone = read_phone(sender, region=Country(country) if country else None)
    except InvalidValue:
        return ""
    return phone.e164 or "" if phone.validity is not Validity.NOT_A_NUMBER else ""


class _Unclosed(io.RawIOBase):
    """A file that whoever wraps it does not close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer of bytes
        """Fill the buffer as far as the file goes."""
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _PiecesFile(io.RawIOBase):
    """Pieces as a file that is read once from its beginning."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffer of bytes
        """Fill the buffer with what comes next."""
        while not self._held:
            piece = next(self._pieces, b"")
            if not piece:
                return 0
            self._held = piece
        taken, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)
