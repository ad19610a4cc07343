"""Words by which people speak of themselves and of what they saw, in the languages of the pages.

Trap: these lists come from dictionaries and grammars. No native speaker of the field has reviewed them, in any language
but English, so a text without a warning is not thereby clean; pages say so. Doubtful words are kept, because a warning
too many costs one answer, and one too few may cost a person.

Sources: Unicode CLDR and Wiktionary entries for personal pronouns; ILO and UNODC interview handbooks for the kin and
perception words that witnesses use.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

LATIN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": (
            r"I(?:'m|'ve|'d|'ll)?",
            "me",
            "my",
            "mine",
            "myself",
            "we",
            "us",
            "our",
            "ours",
            "ourselves",
            "my (?:brother|sister|wife|husband|son|daughter|mother|father|cousin|uncle|aunt|boss|friend|neighbou?r)",
        ),
        "vi": ("tôi", "tớ", "chúng tôi", "chúng ta", "mình", "(?:anh|chị|em|bố|mẹ|con|chồng|vợ|bạn) tôi", "của tôi"),
        "id": (
            "saya",
            "aku",
            "gue",
            "gua",
            "kami",
            "kita",
            "milikku",
            r"(?:kakak|adik|ibu|ayah|suami|istri|anak|teman)ku",
        ),
        "ms": ("saya", "aku", "kami", "kita", "abang saya", "adik saya", "suami saya", "isteri saya", "kawan saya"),
        "fil": (
            "ako",
            "ko",
            "akin",
            "aking",
            "kami",
            "namin",
            "amin",
            "nakita ko",
            "kapatid ko",
            "asawa ko",
            "kaibigan ko",
        ),
    }
)
"""Whole words, any case; English "I" and "us" in the case written here."""

CASED = frozenset({r"I(?:'m|'ve|'d|'ll)?", "us"})

SIGNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "km": ("ខ្ញុំ", "យើង", "ពួកយើង", "បងខ្ញុំ", "ប្អូនខ្ញុំ", "ប្តីខ្ញុំ", "ប្រពន្ធខ្ញុំ", "អញ"),
        "th": ("ฉัน", "ดิฉัน", "ผม", "หนูเห็น", "ข้าพเจ้า", "พวกเรา", "พี่ชายฉัน", "น้องสาวฉัน", "ของเรา"),
        "lo": ("ຂ້ອຍ", "ຂ້າພະເຈົ້າ", "ພວກເຮົາ", "ອ້າຍຂ້ອຍ", "ນ້ອງຂ້ອຍ"),
        "my": ("ကျွန်တော်", "ကျွန်မ", "ကျနော်", "ကျမ", "ကျုပ်", "ငါ့", "ကျွန်ုပ်", "ငါတို့"),
        "zh-hans": ("我", "咱", "俺", "本人", "我们", "咱们"),
        "bn": ("আমি", "আমার", "আমাকে", "আমরা", "আমাদের"),
    }
)
"""Found anywhere: most of these scripts put no space between words. Bengali does, and is looked up as whole words."""

SPACED_SCRIPTS = frozenset({"bn"})

LANGUAGE_WORDS = (
    "speaks?",
    "spoke",
    "in (?:Khmer|Thai|Lao|Burmese|Vietnamese|Chinese|Mandarin|Cantonese|Bengali|Rohingya|Shan|Karen|Malay)",
    "accent",
    "dialect",
    "mother tongue",
    "interpreter",
    "translated",
    "native speaker",
    "nói giọng",
    "thổ ngữ",
    "logat",
    "bahasa ibu",
    "dialek",
)
LANGUAGE_SIGNS = (
    "សំឡេងនិយាយ",
    "គ្រាមភាសា",
    "สำเนียง",
    "ภาษาถิ่น",
    "สำเนียงภาษา",
    "ສຳນຽງ",
    "လေယူလေသိမ်း",
    "口音",
    "方言",
    "উচ্চারণ",
    "উপভাষা",
)

CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:h.][0-5]\d\b"
    r"|\b(?:1[0-2]|0?\d)\s?(?:a\.?m|p\.?m|o'clock)\b"
    r"|(?:ម៉ោង|เวลา|ເວລາ)\s*\d{1,2}|\d{1,2}\s*(?:โมง|นาฬิกา|ทุ่ม|ໂມງ|နာရီ|点|點|时|時)|(?:နာရီ)\s*\d{1,2}"
    r"|\b\d{1,2}\s*giờ\b|\b(?:jam|pukul|alas)\s*\d{1,2}\b|\d{1,2}\s*টা",
    re.IGNORECASE,
)
"""A time of the clock, read after digits of every script were made plain."""

PLACE = re.compile(
    r"\b-?\d{1,2}\.\d{3,}\s*,\s*-?\d{1,3}\.\d{3,}\b"
    r"|\b(?:house|room|flat|no\.?|street|st\.?|soi|road|village|market|pagoda|wat|bridge|pier|gate|hotel|guest ?house|"
    r"nhà|đường|phường|xã|chợ|chùa|cầu|jalan|kampung|pasar|jembatan|rumah|kalye|barangay|palengke)\b"
    r"|ផ្ទះ|ផ្លូវ|ភូមិ|ផ្សារ|វត្ត|ស្ពាន|บ้าน|ถนน|ซอย|หมู่บ้าน|ตลาด|วัด|สะพาน|ເຮືອນ|ຖະໜົນ|ບ້ານ|ຕະຫຼາດ|ວັດ|ຂົວ"
    r"|အိမ်|လမ်း|ရွာ|ဈေး|ဘုရား|တံတား|路|街|村|号|號|桥|市场|寺|বাড়ি|রাস্তা|গ্রাম|বাজার|সেতু",
    re.IGNORECASE,
)
"""A place small enough to have had few people in it."""

QUOTES = re.compile(r"[“\"„](.{3,}?)[”\"“]|[«‹](.{3,}?)[»›]|「(.{2,}?)」|『(.{2,}?)』|‘(.{3,}?)’", re.DOTALL)
