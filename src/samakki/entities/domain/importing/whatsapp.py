"""Reads a chat that WhatsApp exported as text, from Android or iOS, in the date forms and digits of the region.

Android writes "17/05/2026, 9:41 PM - Name: text", iOS "[17/05/2026, 21:41:07] Name: text". Which of day and month
comes first follows the telephone's settings; it is told from numbers over 12 where there are any, else asked. A line
that does not begin so goes on with the message before.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from samakki.entities.domain.importing.chats import Message, plain_line
from samakki.entities.domain.importing.pieces import Remark
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import Refusal
from samakki.kernel.written_dates import DayOrder

SERVICE = "WhatsApp"
_DATE = r"(?P<a>\d{1,4})[./-](?P<b>\d{1,2})[./-](?P<c>\d{2,4})"
_PART = (
    r"[AaPp]\.?\s?[Mm]\.?|上午|下午|凌晨|早上|中午|晚上|오전|오후|ព្រឹក|ល្ងាច|ก่อนเที่ยง|หลังเที่ยง|"
    r"SA|CH|PG|PTG|ນ\.|နံနက်|ညနေ|পূর্বাহ্ণ|অপরাহ্ণ"
)
_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
_TIME = rf"(?P<before>(?:{_PART})\s?)?{_CLOCK}(?:\s?(?P<after>{_PART}))?"
_ANDROID = re.compile(rf"{_DATE},?\s{{1,2}}(?:at\s)?{_TIME}\s[-–]\s(?P<rest>.*)", re.DOTALL)
_IOS = re.compile(rf"\[{_DATE},?\s{{1,2}}{_TIME}\]\s(?P<rest>.*)", re.DOTALL)
_SENDER = re.compile(r"(?P<sender>[^:\n]{1,100}?): (?P<text>.*)|(?P<only>[^:\n]{1,100}?):$", re.DOTALL)
_AFTERNOON = re.compile(r"[Pp]|下午|晚上|오후|ល្ងាច|หลังเที่ยง|CH|PTG|ညနေ|অপরাহ্ণ")
_NOON = re.compile(r"中午")
_FILES = (
    re.compile(
        r"^(?P<file>[\w .()-]{1,120}\.\w{2,5}) \([^()]{3,40}\)"  # "(file attached)" in the telephone's language
    ),
    re.compile(r"<(?:attached|แนบ|đính kèm|附件|terlampir|lampiran)\s?[:：]\s?(?P<file>[^<>]{1,160})>"),
)
_BUDDHIST = 2400


def looks_like(sample: str) -> bool:
    """Whether the beginning of a text is such a chat."""
    lines = [ascii_digits(plain_line(line)) for line in sample.split("\n")[:60]]
    return sum(_head(line) is not None for line in lines) >= min(2, max(1, len([line for line in lines if line]) // 3))


def order_of(sample: str) -> DayOrder:
    """Which of day and month comes first: told by a number over 12, else day first."""
    for line in sample.split("\n"):
        head = _head(ascii_digits(plain_line(line)))
        if head is None or len(head["a"]) > 2:  # noqa: PLR2004  (the year comes first)
            continue
        if int(head["a"]) > 12:  # noqa: PLR2004  (no such month)
            return DayOrder.DAY_FIRST
        if int(head["b"]) > 12:  # noqa: PLR2004  (no such month)
            return DayOrder.MONTH_FIRST
    return DayOrder.DAY_FIRST


def messages(lines: Iterable[str], order: DayOrder) -> Iterator[Message | Remark]:
    """Messages in order; a `Remark` with the line's number for one whose date there is not."""
    current: Message | None = None
    for number, raw in enumerate(lines, start=1):
        line = plain_line(raw)
        head = _head(ascii_digits(line[:60]) + line[60:])
        if head is None:
            if current is not None:
                current = Message(current.line, current.at, current.sender, f"{current.text}\n{line}", current.file)
            elif line.strip():
                yield Remark(str(number), Refusal("chat-line-not-understood"))
            continue
        if current is not None:
            yield _with_file(current)
        at = _moment(head, order)
        if at is None:
            current = None
            yield Remark(str(number), Refusal("chat-date-not-understood"))
            continue
        rest = line[len(line) - len(head["rest"]) :]
        said = _SENDER.match(rest)
        if said is None:
            current = Message(number, at, "", rest)
        else:
            current = Message(number, at, (said["sender"] or said["only"]).strip(), said["text"] or "")
    if current is not None:
        yield _with_file(current)


def _head(line: str) -> re.Match[str] | None:
    return _IOS.fullmatch(line) or _ANDROID.fullmatch(line)


def _with_file(one: Message) -> Message:
    for form in _FILES:
        if found := form.search(one.text):
            rest = one.text.replace(found[0], "", 1).strip()
            return Message(one.line, one.at, one.sender, rest, found["file"].strip())
    return one


def _moment(head: re.Match[str], order: DayOrder) -> datetime | None:
    first, second, third = (head[name] for name in "abc")
    if len(first) > 2:  # noqa: PLR2004  (the year comes first)
        year, month, day = int(first), int(second), int(third)
    else:
        day, month = (int(first), int(second)) if order is DayOrder.DAY_FIRST else (int(second), int(first))
        year = int(third)
        if month > 12 and day <= 12:  # noqa: PLR2004  (only one of the two can be a month)
            day, month = month, day
    if year < 100:  # noqa: PLR2004  (two digits)
        year += 2000
    if year >= _BUDDHIST:
        year -= 543
    hour = int(head["hour"])
    part = head["before"] or head["after"] or ""
    if part:
        late = _AFTERNOON.search(part) is not None or (_NOON.search(part) is not None and hour < 11)  # noqa: PLR2004  (noon has 11, 12 and 1)
        hour = hour % 12 + (12 if late else 0) if not _NOON.search(part) else (hour + 12 if late else hour)
    try:
        return datetime(year, month, day, hour, int(head["minute"]), int(head["second"] or 0))  # noqa: DTZ001  (exports name no zone)
    except ValueError:
        return None
