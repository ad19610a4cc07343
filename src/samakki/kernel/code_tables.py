"""Tables of the codes that `samakki.kernel.codes` accepts. Tests compare them with CLDR."""

from types import MappingProxyType

# ISO 3166-1 alpha-2, the 249 officially assigned codes.
_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
YT ZA ZM ZW
"""
COUNTRY_CODES = frozenset(_COUNTRIES.split())

# ISO 15924, the scripts in which this region's people and papers write.
SCRIPT_CODES = frozenset(
    {
        "Latn",  # Latin
        "Khmr",  # Khmer
        "Thai",  # Thai
        "Laoo",  # Lao
        "Mymr",  # Myanmar: Burmese, Shan, Mon, Karen
        "Hans",  # Han, simplified
        "Hant",  # Han, traditional
        "Hani",  # Han, either
        "Beng",  # Bengali, also Assamese
        "Arab",  # Arabic, also Jawi for Malay and Rohingya
        "Taml",  # Tamil
        "Deva",  # Devanagari
        "Cham",  # Cham
        "Lana",  # Tai Tham
        "Tale",  # Tai Le
        "Talu",  # New Tai Lue
        "Kali",  # Kayah Li
        "Lisu",  # Fraser, for Lisu
        "Hmng",  # Pahawh Hmong
        "Yiii",  # Yi
        "Tibt",  # Tibetan
        "Rohg",  # Hanifi Rohingya
        "Cakm",  # Chakma
        "Jpan",  # Japanese
        "Kore",  # Korean
        "Cyrl",  # Cyrillic
        "Zyyy",  # not told, or none: digits and signs alone
    }
)

# BCP 47 language subtags: ISO 639-1 where there is one, else ISO 639-3. The names are for reviewers of this table;
# pages take names from CLDR.
LANGUAGE_CODES = MappingProxyType(
    {
        "en": "English",
        "km": "Khmer",
        "th": "Thai",
        "lo": "Lao",
        "my": "Burmese",
        "vi": "Vietnamese",
        "zh": "Chinese, which one not told",
        "bn": "Bengali",
        "id": "Indonesian",
        "ms": "Malay",
        "fil": "Filipino",
        "tl": "Tagalog",
        "ta": "Tamil",
        "hi": "Hindi",
        "ur": "Urdu",
        "ne": "Nepali",
        "te": "Telugu",
        "ml": "Malayalam",
        "pa": "Punjabi",
        "si": "Sinhala",
        "ar": "Arabic",
        "fa": "Persian",
        "ru": "Russian",
        "uk": "Ukrainian",
        "tr": "Turkish",
        "kk": "Kazakh",
        "mn": "Mongolian",
        "fr": "French",
        "es": "Spanish",
        "pt": "Portuguese",
        "de": "German",
        "it": "Italian",
        "nl": "Dutch",
        "ja": "Japanese",
        "ko": "Korean",
        "shn": "Shan",
        "mnw": "Mon",
        "kac": "Kachin (Jingpho)",
        "lis": "Lisu",
        "lhu": "Lahu",
        "ahk": "Akha",
        "prk": "Parauk (Wa)",
        "blk": "Pa'o Karen",
        "ksw": "S'gaw Karen",
        "pwo": "Pwo Western Karen",
        "kjp": "Pwo Eastern Karen",
        "kyu": "Western Kayah",
        "eky": "Eastern Kayah",
        "rki": "Rakhine",
        "rhg": "Rohingya",
        "cnh": "Hakha Chin",
        "ctd": "Tedim Chin",
        "cfm": "Falam Chin",
        "pll": "Shwe Palaung",
        "rbb": "Rumai Palaung",
        "nod": "Northern Thai",
        "tts": "Northeastern Thai (Isan)",
        "sou": "Southern Thai",
        "mfa": "Pattani Malay",
        "kxm": "Northern Khmer",
        "kjg": "Khmu",
        "hmn": "Hmong, which one not told",
        "hnj": "Hmong Njua",
        "mww": "Hmong Daw",
        "ium": "Iu Mien",
        "blt": "Tai Dam",
        "khb": "Lü",
        "tdd": "Tai Nüa",
        "bru": "Eastern Bru",
        "cja": "Western Cham",
        "cjm": "Eastern Cham",
        "jra": "Jarai",
        "tpu": "Tampuan",
        "brb": "Brao",
        "krr": "Krung",
        "kdt": "Kuy",
        "rad": "Rade",
        "bdq": "Bahnar",
        "mtq": "Muong",
        "tyz": "Tày",
        "nut": "Nung of Viet Nam",
        "cmn": "Mandarin",
        "yue": "Cantonese",
        "nan": "Min Nan Chinese",
        "hak": "Hakka Chinese",
        "wuu": "Wu Chinese",
        "za": "Zhuang",
        "ii": "Sichuan Yi",
        "bo": "Tibetan",
        "ug": "Uyghur",
        "jv": "Javanese",
        "su": "Sundanese",
        "mad": "Madurese",
        "min": "Minangkabau",
        "ace": "Acehnese",
        "bjn": "Banjar",
        "ban": "Balinese",
        "bug": "Buginese",
        "iba": "Iban",
        "kxd": "Brunei Malay",
        "ceb": "Cebuano",
        "ilo": "Iloko",
        "hil": "Hiligaynon",
        "war": "Waray",
        "bcl": "Central Bikol",
        "pam": "Pampanga",
        "pag": "Pangasinan",
        "cbk": "Chavacano",
        "mdh": "Maguindanaon",
        "mrw": "Maranao",
        "tsg": "Tausug",
        "syl": "Sylheti",
        "ctg": "Chittagonian",
        "ccp": "Chakma",
        "grt": "Garo",
        "kha": "Khasi",
        "mni": "Manipuri",
        "tet": "Tetum",
    }
)

# Codes of ISO 639-2 and 639-3 that BCP 47 replaces by the short one, and two that ISO 639-1 withdrew.
LONG_LANGUAGE_CODES = MappingProxyType(
    {
        "eng": "en",
        "khm": "km",
        "tha": "th",
        "lao": "lo",
        "mya": "my",
        "bur": "my",
        "vie": "vi",
        "zho": "zh",
        "chi": "zh",
        "ben": "bn",
        "ind": "id",
        "in": "id",
        "msa": "ms",
        "may": "ms",
        "tgl": "tl",
        "tam": "ta",
        "hin": "hi",
        "urd": "ur",
        "nep": "ne",
        "jav": "jv",
        "jw": "jv",
        "ara": "ar",
        "rus": "ru",
    }
)
