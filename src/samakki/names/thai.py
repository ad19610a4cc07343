"""Thai (th, Thai): given name, then family name; people are called, filed and sorted by the given name.

Family names are unique to a family by law and so strong evidence; they change by marriage and for luck. Nicknames have
nothing to do with either.
"""

import re

from samakki.names.habits import Habits, given_first, settled

TONES = "\u0e48-\u0e4b"
VOWELS = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"
TONE_FIRST = re.compile(f"([{TONES}])([{VOWELS}]+)")
NIKHAHIT_AA = re.compile(f"\u0e4d([{TONES}]?)\u0e32")
AM_TONE = re.compile(f"\u0e33([{TONES}])")
REPEATED = re.compile(f"([{TONES}{VOWELS}\u0e4c])\\1+")


def normalise(text: str) -> str:
    """One spelling: vowel sign before tone, SARA AM and SARA AE as single letters, no sign twice.

    >>> normalise("น\u0e4d\u0e49\u0e32") == "น\u0e49\u0e33"
    True
    """
    text = TONE_FIRST.sub(r"\2\1", text.replace("\u0e40\u0e40", "\u0e41"))
    text = NIKHAHIT_AA.sub(lambda found: found[1] + "\u0e33", text)
    return REPEATED.sub(r"\1", AM_TONE.sub(lambda found: found[1] + "\u0e33", text))


def is_start(rest: str) -> bool:
    """Whether a name could start here: a consonant or a vowel written before one, and not a lone letter."""
    return len(rest) > 1 and ("\u0e01" <= rest[0] <= "\u0e2e" or "\u0e40" <= rest[0] <= "\u0e44")


ALONE = (
    "นาย", "นาง", "นางสาว", "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "คุณ", "คุณหญิง", "ท่าน", "ดร.",
    "ดร", "นพ.", "พญ.",
    "ผศ.", "รศ.", "ศ.", "ม.ร.ว.", "ม.ล.", "ม.จ.", "หม่อมราชวงศ์", "หม่อมหลวง", "หม่อมเจ้า", "หม่อม", "พล.ต.อ.",
    "พล.ต.ท.", "พล.ต.ต.",
    "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ด.ต.", "จ.ส.ต.", "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.",
    "พล.อ.", "พล.ท.",
    "พล.ต.", "พ.อ.", "พ.ท.", "พ.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "พลเอก", "พลโท", "พลตรี", "พันเอก", "พันโท", "พันตรี",
    "ร้อยเอก",
    "ร้อยโท", "ร้อยตรี", "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี", "ร้อยตำรวจเอก",
    "พลเรือเอก", "พลอากาศเอก", "สมเด็จ", "พระครู", "สมเด็จอัครมหาเสนาบดีเดโช", "สมเด็จอัครมหาพญาจักรี",
    "สมเด็จอัครมหาธรรมโพธิศาล",
    "ว่าที่ร้อยตรี", "ศาสตราจารย์", "นายแพทย์", "แพทย์หญิง",
    "จังหวัด", "อำเภอ", "ตำบล",
)  # fmt: skip
NEVER_JOINED = {"ศ.", "ท่าน", "หม่อม", "ดร"}

HABITS = Habits(
    language="th",
    script="Thai",
    split=given_first,
    normalise=settled(normalise),
    titles=frozenset(map(normalise, ALONE)),
    is_start=is_start,
    attached=tuple(sorted((normalise(t) for t in ALONE if t not in NEVER_JOINED), key=len, reverse=True)),
)
