"""Chinese (zh, Hani): family name of one character, seldom two, then a given name of one or two.

The same person is Tan, Chen, Chan or Tran, as the characters are read in Hokkien, Mandarin, Cantonese or Vietnamese;
each character therefore has several spellings in Latin letters, each with a share.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from samakki.names.habits import Habits, Part, Role, settled

TWO_CHARACTER_FAMILIES = frozenset(
    ("欧阳 司马 诸葛 上官 司徒 东方 独孤 南宫 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 范姜 张简").split()
)
TITLES = tuple("先生 女士 小姐 太太 同志 博士 教授 爵士 议员 总统 部长 市长 县长".split())
VARIANTS = str.maketrans(
    "營営沢辺広國桜竜斎浜黒徳豊関単険齢発鉄実県駅気帰図変楽薬覚歓観経軽転銭塩沖著裡爲臺峯羣衆綫祕恆姉囯",
    "营营泽边广国樱龙斋滨黑德丰关单险龄发铁实县站气归图变乐药觉欢观经轻转钱盐冲着里为台峰群众线秘恒姐国",
)
# The reading a character has as a family name, where it differs from its common one.
FAMILY_READINGS = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "查": "zha", "解": "xie", "区": "ou", "盖": "ge", "翟": "zhai",
    "任": "ren", "华": "hua",
    "朴": "piao", "万": "wan", "石": "shi", "覃": "qin", "宁": "ning", "纪": "ji", "尉": "wei", "缪": "miao",
    "洗": "xian", "葛": "ge",
}  # fmt: skip
# Spellings of family names in Hokkien, Teochew, Hakka and Hainanese, as Singapore, Malaysia, Thailand, Indonesia and
# the Philippines write them; common given-name characters as well.
DIALECT = {
    "陈": "tan chin ting dan", "林": "lim lam liem", "黄": "ng ong wee oei wi uy wong huang bong",
    "王": "ong heng wong", "吴": "goh ngo ng go gou woo",
    "张": "tiong teo teoh tiu chong cheong tjong tio chang", "李": "lee li lie dy", "刘": "low lau lew liew loh liu",
    "蔡": "chua choi tjoa chai tsai cua chuah choy",
    "杨": "yeo yong yeoh njo yio yeung ieong", "许": "koh khoh kho hee hui hsu khaw co",
    "郑": "tay teh tee cheng chang the", "谢": "chia cheah seah chea tjia sia sy",
    "郭": "kwek quek koay kwok kuok kuek", "洪": "ang hong hung", "曾": "chan chang tsang chen tseng",
    "邱": "khoo koo kuu hew yau", "丘": "khoo hew yau",
    "何": "ho hoh hor", "周": "chew chow joe chiu chou tjioe", "苏": "soh saw su so",
    "沈": "sim sum shum shen", "叶": "yap yip yeh iap ip",
    "高": "ko kow kao koh", "潘": "phua pan poon phoa", "胡": "oh foo woo wu au",
    "徐": "chee tsui hsu tshi chi swee", "朱": "choo chu tjoe ju", "梁": "neo leong niu leung liang",
    "宋": "song soong sung", "方": "png pung fong hong", "颜": "gan ngan yen", "柯": "kua quah or ko",
    "庄": "chng chong ching chuang", "罗": "loh lo law low",
    "白": "peh pak pai", "温": "oon boon wan", "冯": "fong pang fung hong", "卢": "loh lo loo lou",
    "廖": "leow liaw liew leo liu liao", "余": "er ee eu yee yu iu",
    "戴": "tay tai dai", "赖": "lai luah", "邓": "teng tang thian", "孙": "sng soon suen sun", "马": "beh ma",
    "傅": "poh foo fu", "彭": "phang pang",
    "钟": "cheong chung chong choong", "江": "kang kong chiang", "骆": "lok loke low", "卓": "toh tok cho",
    "薛": "see sit sih siek sih", "魏": "gwee ngui wee",
    "蒋": "chiu chiang", "伍": "ngo ng", "严": "giam yim ngiam", "纪": "kee ki",
    "萧": "siew siow seow siu hsiao", "韩": "hang hon han", "唐": "tng tong",
    "石": "chio shek", "欧": "au ow ou", "翁": "ang yong ung", "汤": "tng thng tong", "涂": "thor tho toh too",
    "游": "yew yu yiu", "符": "foo phoo hu", "云": "hoon wan woon",
    "龙": "leng loong lung", "国": "kok kwok kuo", "文": "boon man bun", "明": "beng meng ming",
    "成": "seng sing shing", "安": "an on ann", "德": "teck tak tek", "光": "kwang kong kuang",
    "金": "kim kam gim", "福": "hock fook hok fuk", "财": "chye choi", "水": "chwee swee shui",
    "英": "eng ying", "美": "bee mei mee", "玉": "geok yuk giok", "秀": "siew sau siu hsiu",
    "华": "hwa wah hua", "生": "seng sang", "发": "huat fatt fat", "兴": "heng hing hin",
    "荣": "eng weng wing yong", "木": "bak muk", "来": "loy lai loi", "清": "cheng ching",
    "志": "chee chi tze", "伟": "wee wai", "强": "keong kiong keung", "仁": "jin yan yen", "义": "gi yee ngee",
    "和": "hoh ho wo", "平": "peng ping", "贵": "kwee kwai kuei",
    "春": "choon chun", "顺": "soon shun", "利": "lee lei", "天": "tian tin thian", "宝": "poh po bo",
    "丽": "lay lai li", "珠": "choo chu", "花": "hua fa", "凤": "hong fung", "月": "guat yuet guek",
    "龄": "ling leng", "辉": "hui fai hwee", "隆": "leong lung loong", "泉": "chuan chuen",
    "坤": "khoon kwan koon", "山": "san shan", "建": "kian kin kien", "民": "min mun bin", "良": "liang leong",
    "作": "chok tso", "栋": "tong tung", "耀": "yew yiu yeow", "显": "hsien hin hian", "东": "tong tung",
    "庆": "keng hing khing", "炎": "yam yim ngiam",
    "贤": "hian sian yin", "俭": "kiam khiam", "锡": "siek sek sik", "可": "kor ko kho", "倪": "ngai gei geh",
    "卿": "keng kheng hing", "信": "sin sing", "泰": "thai tai", "铭": "beng meng ming", "瑛": "eng ying",
    "恩": "en yan", "忠": "tiong chung chong", "孝": "hau how", "礼": "lay lai lye", "智": "tee chi chee",
    "勇": "yong yung", "新": "sin hsin", "海": "hai hoi", "进": "chin tjin chun", "茂": "mow mou",
    "松": "siong chung", "添": "thiam tim", "喜": "hee hei", "寿": "siew sau", "富": "hoo foo fu",
    "万": "ban man wan", "亿": "yik ek", "聪": "chong tsung chung", "健": "kian kin", "雄": "hiong hung",
    "峰": "hong fung",
}  # fmt: skip
SEPARATORS = re.compile("[ .=＝-]+")


class Readings(NamedTuple):
    """How one character is read; each field may hold several readings, or none."""

    simplified: str
    mandarin: tuple[str, ...]
    cantonese: tuple[str, ...]
    vietnamese: tuple[str, ...]
    korean: tuple[str, ...]


@cache
def table() -> dict[str, Readings]:
    """Readings of every character the shipped table knows."""
    text = files("samakki.names").joinpath("data/han_readings.tsv").read_text(encoding="utf-8")
    known: dict[str, Readings] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        letter, simplified, *rest = line.split("\t")
        rest += [""] * (4 - len(rest))
        mandarin, cantonese, vietnamese, korean = (tuple(filter(None, field.split(","))) for field in rest)
        known[letter] = Readings(simplified or letter, mandarin, cantonese, vietnamese, korean)
    return known


def normalise(text: str) -> str:
    """Simplified characters, variant forms as one, no separators inside.

    >>> normalise("陳金揚")
    '陈金扬'
    """
    known = table()
    text = text.translate(VARIANTS)
    return SEPARATORS.sub(" ", "".join(known[letter].simplified if letter in known else letter for letter in text))


def split(words: Sequence[str]) -> tuple[Part, ...]:
    """Family name and given name of a Chinese name; a foreign name keeps its pieces.

    >>> [(part.text, part.role.value) for part in split(["欧阳娜娜"])]
    [('欧阳', 'family'), ('娜娜', 'given')]
    """
    if len(words) != 1 or not 2 <= len(words[0]) <= 4:
        return tuple(Part(word, Role.ANY) for word in words)
    word = words[0]
    cut = 2 if word[:2] in TWO_CHARACTER_FAMILIES and len(word) > 2 else 1
    return (Part(word[:cut], Role.FAMILY), Part(word[cut:], Role.GIVEN))


HABITS = Habits(
    language="zh",
    script="Hani",
    split=split,
    normalise=settled(normalise),
    attached_endings=tuple(map(normalise, TITLES)),
)
