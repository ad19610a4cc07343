"""Reads a chat that LINE exported as text, from a telephone or a computer, in the languages it is used in here.

A heading names the chat and the day it was saved. A line with a date alone begins a day; messages are "21:41<tab>Name
<tab>text". A text of several lines stands in quotation marks.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from samakki.entities.domain.importing.chats import Message, plain_line
from samakki.entities.domain.importing.pieces import Remark
from samakki.kernel.digits import ascii_digits
from samakki.kernel.month_names import MONTH_NAMES
from samakki.kernel.refusals import Refusal

SERVICE = "LINE"
_HEADING = re.compile(
    r"^(?:\[LINE\]|Chat history (?:with|in)|LINE Chat|บันทึกการแชท|ประวัติการแชท|"
    r".*(?:トーク履歴|聊天記錄|聊天记录|聊天紀錄))",
    re.IGNORECASE,
)
_SAVED = re.compile(
    r"^(?:Saved on|Save date|保存日時|儲存日期|保存日期|บันทึกเมื่อ|บันทึกวันที่|Tanggal disimpan|Disimpan pada)\b.*|^保存日時.*"
)
_NUMBERS = re.compile(r"^(?:\D{0,12}[\s,])?(?P<a>\d{1,4})[./](?P<b>\d{1,2})[./](?P<c>\d{1,4})\D{0,20}$")
_HAN = re.compile(r"^(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日\D{0,6}$")
_WORDS = re.compile(r"^\D{0,24}?(?P<rest>\d{1,2}\s+\S+\s+\d{4}|\S+\s+\d{1,2},?\s+\d{4})$")
_MESSAGE = re.compile(
    r"^(?P<before>AM|PM|上午|下午|午前|午後)?\s?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s?(?P<after>[AaPp]\.?[Mm]\.?)?"
    r"\t(?P<sender>[^\t]*)(?:\t(?P<text>.*))?$",
    re.DOTALL,
)
_LATE = re.compile(r"[Pp]|下午|午後")
_MONTHS = {
    name.casefold().replace(".", ""): number
    for names in MONTH_NAMES.values()
    for number, spellings in enumerate(names, start=1)
    for name in spellings
}
_BUDDHIST = 2400


def looks_like(sample: str) -> bool:
    """Whether the beginning of a text is such a chat."""
    lines = [ascii_digits(plain_line(line)) for line in sample.split("\n")[:80]]
    days = sum(_day(line) is not None for line in lines)
    said = sum(_MESSAGE.match(line) is not None for line in lines)
    return (days >= 1 and said >= 1) or bool(lines and _HEADING.match(lines[0]) and said)


def messages(lines: Iterable[str]) -> Iterator[Message | Remark]:
    """Messages in order; a `Remark` with the line's number for what cannot be placed on a day."""
    day: date | None = None
    current: Message | None = None
    quoted = False
    for number, raw in enumerate(lines, start=1):
        line = plain_line(raw)
        head = line[:60]
        if quoted and current is not None:
            text = f"{current.text}\n{line}"
            quoted = not (line.endswith('"') and not line.endswith('""'))
            current = Message(current.line, current.at, current.sender, text)
            continue
        found = _MESSAGE.match(ascii_digits(head[:16]) + line[16:])
        if found is None and (begun := _day(ascii_digits(head))) is not None:
            if current is not None:
                yield _finished(current)
            current, day = None, begun
            continue
        if found is None and current is not None:
            current = Message(current.line, current.at, current.sender, f"{current.text}\n{line}")
            continue
        if found is None:
            yield from _stray(number, line)
            continue
        if current is not None:
            yield _finished(current)
        current = None
        at = _moment(day, found)
        if at is None:
            yield Remark(str(number), Refusal("chat-date-not-understood"))
            continue
        text = found["text"]
        sender = found["sender"].strip() if text is not None else ""
        current = Message(number, at, sender, text if text is not None else found["sender"])
        quoted = current.text.startswith('"') and not (len(current.text) > 1 and current.text.endswith('"'))
    if current is not None:
        yield _finished(current)


def _stray(number: int, line: str) -> Iterator[Remark]:
    """A line before the first message: of the heading, empty, or not understood."""
    if line.strip() and not (_HEADING.match(line) or _SAVED.match(line)):
        yield Remark(str(number), Refusal("chat-line-not-understood"))


def _finished(one: Message) -> Message:
    text = one.text.strip("\n")
    if text.startswith('"') and text.endswith('"') and "\n" in text:
        text = text[1:-1].replace('""', '"')
    return Message(one.line, one.at, one.sender, text)


def _day(line: str) -> date | None:
    line = line.strip()
    if len(line) > 48:  # noqa: PLR2004  (no date is longer)
        return None
    if found := _HAN.match(line):
        return _made(int(found["y"]), int(found["m"]), int(found["d"]))
    if found := _NUMBERS.match(line):
        return _numbered(found["a"], found["b"], found["c"])
    found = _WORDS.match(line)
    return _worded(found["rest"]) if found else None


def _numbered(first: str, second: str, third: str) -> date | None:
    if len(first) == len("2026"):
        return _made(int(first), int(second), int(third))
    if len(third) == len("2026"):
        return _made(int(third), int(second), int(first)) or _made(int(third), int(first), int(second))
    return None


def _worded(text: str) -> date | None:
    parts = text.replace(",", " ").split()
    numbers = [part for part in parts if part.isdecimal()]
    names = [part.casefold().replace(".", "") for part in parts if not part.isdecimal()]
    if len(numbers) != 2 or len(names) != 1 or names[0] not in _MONTHS:  # noqa: PLR2004  (day and year)
        return None
    return _made(int(numbers[1]), _MONTHS[names[0]], int(numbers[0]))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - 543 if year >= _BUDDHIST else year, month, day)
    except ValueError:
        return None


def _moment(day: date | None, found: re.Match[str]) -> datetime | None:
    if day is None:
        return None
    hour = int(found["hour"])
    part = found["before"] or found["after"] or ""
    if part:
        hour = hour % 12 + (12 if _LATE.search(part) else 0)
    try:
        return datetime.combine(day, time(hour, int(found["minute"])))
    except ValueError:
        return None
