"""Zawgyi, the font encoding most of Myanmar typed in before Unicode: how to tell it and how to turn it into Unicode.

Zawgyi puts other letters on the same code points and stores signs in the order they are drawn: the vowel E and the
medial RA before their consonant. A text is read under both grammars; breaks of each are counted.
"""

import math
import re

CONSONANT = "\u1000-\u1021\u1023-\u102a\u103f\u104e"

STACKS = "(?:က္[ကခ]|ဂ္[ဂဃ]|စ္[စဆ]|ဇ္[ဇဈ]|ဋ္[ဋဌ]|ဍ္[ဍဎ]|ဏ္[ဋဌဍဏ]|တ္[တထမ]|ဒ္[ဒဓ]|န္[တထဒဓနမ]|ပ္[ပဖ]|ဗ္[ဗဘ]|မ္[ပဖဗဘမ]|လ္လ|သ္[သမ]|ဥ္[စဇ])"
"""Pairs of consonants that Burmese stacks; Zawgyi writes its killer before any consonant."""

# Signs of Zawgyi: code points only it uses for Burmese, its killer before no consonant, E or RA where no Unicode
# syllable has them.
ZAWGYI_SIGNS = re.compile(
    "[\u1033\u1034\u105a\u1060-\u1097]"
    f"|(?!{STACKS})[{CONSONANT}]\u1039(?:$|[^\u1000-\u109f]|[{CONSONANT}\u102b-\u109f])(?<!\u103a\u1039.)"
    "|[\u102b-\u1038\u103b-\u103e]\u1039"
    f"|(?:^|[^{CONSONANT}\u103b-\u103e\u1037])\u1031"
    f"|(?:^|[\\s\u1038\u102c\u1037\u1036\u102d-\u1030\u1032])[\u103b](?=[{CONSONANT}])"
    f"|\u1031[{CONSONANT}][\u103b-\u103e]*(?=\u1039|[{CONSONANT}]\u1039)"
    f"|(?:^|\\s)[{CONSONANT}]\u103a(?!\u1039)"
    "|[ဆထလနဝရဇညဏ]\u103c"
    f"|[{CONSONANT}]\u103c[{CONSONANT}]\u1039"
)
# What no Unicode text has: a stack that no Burmese word has, or without a second consonant; E with nothing before it;
# both parts of the vowel O with the second in the form of Zawgyi. One is enough to tell.
IMPOSSIBLE = re.compile(
    f"(?!{STACKS})(?<!\u103a)[{CONSONANT}]\u1039|(?:^|[^{CONSONANT}\u103b-\u103e\u1037])\u1031|\u102d\u1033"
)
# Signs of Unicode: a killer after a consonant or after E AA, RA after its consonant, a stack of two consonants, E
# after its consonant and before another syllable, the word for village.
UNICODE_SIGNS = re.compile(
    f"[{CONSONANT}]\u103a(?![\u102b-\u1030\u1032])"
    f"|[{CONSONANT}]\u1037\u103a"
    "|\u1031[\u102b\u102c]\u103a"
    f"|(?:{STACKS}|\u103a\u1039[{CONSONANT}])(?!\u1039)"
    f"|[{CONSONANT}][\u103b-\u103e]*[\u103d\u103e]?\u1031(?:$|\\s|[\u102b\u102c\u1037\u1038])"
    f"|[{CONSONANT}]\u103c[\u102b-\u1038\u103d\u103e]"
    "|\u101b\u103d\u102c"
)
PRIOR = -1.4
"""Log odds before reading: new files are mostly Unicode."""
WEIGHT = 3.2
"""Log odds that one sign more of Zawgyi than of Unicode gives."""

PLAIN = {
    0x106A: "\u1009", 0x106B: "\u100a", 0x1090: "\u101b", 0x108F: "\u1014", 0x1086: "\u103f",
    0x1092: "\u100b\u1039\u100c", 0x106E: "\u100d\u1039\u100d", 0x106F: "\u100d\u1039\u100e",
    0x1091: "\u100f\u1039\u100d", 0x1097: "\u100b\u1039\u100b",
}  # fmt: skip
"""Letters Zawgyi has a second form of, and ready-made stacks."""

SIGNS = {
    0x1060: "\u1039\u1000", 0x1061: "\u1039\u1001", 0x1062: "\u1039\u1002", 0x1063: "\u1039\u1003",
    0x1065: "\u1039\u1005", 0x1066: "\u1039\u1006", 0x1067: "\u1039\u1006", 0x1068: "\u1039\u1007",
    0x1069: "\u1039\u1008", 0x106C: "\u1039\u100b", 0x106D: "\u1039\u100c", 0x1070: "\u1039\u100f",
    0x1071: "\u1039\u1010", 0x1072: "\u1039\u1010", 0x1096: "\u1039\u1010\u103d", 0x1073: "\u1039\u1011",
    0x1074: "\u1039\u1011", 0x1075: "\u1039\u1012", 0x1076: "\u1039\u1013", 0x1077: "\u1039\u1014",
    0x1078: "\u1039\u1015", 0x1079: "\u1039\u1016", 0x107A: "\u1039\u1017", 0x107B: "\u1039\u1018",
    0x1093: "\u1039\u1018", 0x107C: "\u1039\u1019", 0x1085: "\u1039\u101c", 0x103A: "\u103b",
    0x107D: "\u103b", 0x103C: "\u103d", 0x103D: "\u103e", 0x1087: "\u103e", 0x1088: "\u103e\u102f",
    0x1089: "\u103e\u1030", 0x108A: "\u103d\u103e", 0x1039: "\u103a", 0x1033: "\u102f", 0x1034: "\u1030",
    0x105A: "\u102b\u103a", 0x108E: "\u102d\u1036", 0x1094: "\u1037", 0x1095: "\u1037",
}  # fmt: skip
"""Signs that follow their consonant in both encodings."""

KINZI = {0x1064: "", 0x108B: "\u102d", 0x108C: "\u102e", 0x108D: "\u1036"}
"""NGA above the next syllable, alone or with a vowel; Unicode stores it before the consonant it is drawn on."""

RA = {0x103B, *range(0x107E, 0x1085)}
VOWEL_E = "\u1031"
RANK = {
    sign: place
    for place, sign in enumerate(
        "\u1039\u103b\u103c\u103d\u103e\u1031\u102d\u102e\u1032\u102f\u1030\u102b\u102c\u1036\u1037\u103a\u1038"
    )
}


def zawgyi_probability(text: str) -> float:
    """How likely a text in the Myanmar script was typed in Zawgyi, 0 to 1.

    >>> zawgyi_probability("ေအာင္ဆန္း") > 0.95, zawgyi_probability("အောင်ဆန်း") < 0.05
    (True, True)
    """
    signs = len(ZAWGYI_SIGNS.findall(text)) - len(UNICODE_SIGNS.findall(text)) + bool(IMPOSSIBLE.search(text))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, PRIOR + WEIGHT * signs))))


NO_SYLLABLE = re.compile("([\u1039\u103b-\u103e\u102d-\u1032])\\1|\u1031[\u103b-\u103e]*[\u102d-\u1030\u1032]")
"""What no Burmese syllable has: a sign twice, or E with a vowel above or below."""


def is_written_so(text: str) -> bool:
    """Whether Burmese could be written so in Unicode: what comes of a wrong guess of the encoding often could not.

    >>> is_written_so("ရွှေစိုး"), is_written_so(to_unicode("ရွှေစိုး"))
    (True, False)
    """
    return NO_SYLLABLE.search(text) is None


class Syllable:
    """A consonant under construction, with what Zawgyi wrote before and after it."""

    def __init__(self, base: str, before: str) -> None:
        self.base = base
        self.signs = before
        self.kinzi = False

    def text(self) -> str:
        """The syllable in Unicode order."""
        stack = "".join(re.findall("\u1039[\u1000-\u1021]", self.signs))
        rest = re.sub("\u1039[\u1000-\u1021]", "", self.signs)
        # A killer with no vowel E AA before it belongs right after the consonant.
        ordered = "".join(sorted(rest, key=lambda sign: RANK.get(sign, 99)))
        return ("\u1004\u103a\u1039" if self.kinzi else "") + self.base + stack + ordered


def to_unicode(text: str) -> str:
    """Turn Zawgyi into Unicode; what is not Burmese stays.

    >>> to_unicode("ျမင့္") == "မြင့်"
    True
    """
    done: list[str] = []
    current: Syllable | None = None
    before = ""

    def close() -> None:
        nonlocal current
        if current is not None:
            done.append(current.text())
            current = None

    for letter in text:
        code = ord(letter)
        plain = PLAIN.get(code, letter)
        if letter == VOWEL_E or code in RA:
            close()
            before += VOWEL_E if letter == VOWEL_E else "\u103c"
        elif re.match(f"[{CONSONANT}]", plain):
            close()
            current, before = Syllable(plain, before), ""
        elif current is not None and code in KINZI:
            current.kinzi = True
            current.signs += KINZI[code]
        elif current is not None and (code in SIGNS or "\u102b" <= letter <= "\u103e"):
            current.signs += SIGNS.get(code, letter)
        else:
            close()
            done.append(before + SIGNS.get(code, plain))
            before = ""
    close()
    done.append(before)
    return "".join(done).replace("\u1025\u103a", "\u1009\u103a").replace("\u1025\u102e", "\u1026")
