"""Chinese names as Thai, Bengali and Burmese write them, syllable by syllable.

Each script has its habit for the initials and finals of Mandarin. Put together they are every syllable a Chinese name
may have, so that the models learn that zh, x and q are not what they are in the names of the country itself.
"""

from collections.abc import Iterator

INITIALS = {
    "b": ("ป", "ব", "ပ ဗ ဘ"), "p": ("พ ผ", "প ফ", "ဖ ပ"), "m": ("ม หม", "ম", "မ"), "f": ("ฟ", "ফ", "ဖ"),
    "d": ("ต", "দ ত", "တ ဒ"), "t": ("ท ถ", "ত থ", "ထ"), "n": ("น หน", "ন", "န"), "l": ("ล หล", "ল", "လ"),
    "g": ("ก", "গ ক", "ကွ က ဂ"), "k": ("ค ข", "ক খ", "ခ က"), "h": ("ฮ ห", "হ", "ဟ"),
    "j": ("จ", "জ চ", "ကျ ကြ ဂျ"), "q": ("ฉ ช", "ছ চ", "ချ ခြ"), "x": ("ซ ส", "শ জ স", "ရှ ဆ စ"),
    "zh": ("จ", "জ ঝ চ", "ကျ ကြ ဂျ"), "ch": ("ฉ ช", "চ ছ", "ချ ခြ"), "sh": ("ช ฉ ซ", "শ", "ရှ"),
    "r": ("ร หร", "র", "ရ ယ"), "z": ("จ", "জ ৎস", "ဇ ကျ"), "c": ("ฉ ช", "ছ ৎস", "ဆ ချ"), "s": ("ซ ส", "স", "စ ဆ"),
    "y": ("ย หย", "ইয় য়", "ယ"), "w": ("ว หว", "ওয়", "ဝ"), "": ("อ", "", "အ"),
}  # fmt: skip
# Final: Thai, Bengali and Burmese patterns; in Thai the initial stands where the point is.
FINALS = {
    "a": (".า", "া", "ာ"), "o": (".อ .อ", "ো", "ို"), "e": ("เ.อ", "ে া", "ယ် ာ"), "i": (".ี .ือ", "ি", "ီ"),
    "u": (".ู", "ু", "ူ"), "ai": ("ไ.", "াই", "ိုင်"), "ei": ("เ.ย เ.ย์", "েই", "ေ"), "ao": ("เ.า", "াও", "ောက် ောင် ော"),
    "ou": ("โ.ว", "ৌ ো", "ိုး"), "an": (".ัน .าน", "ান", "န်"), "en": ("เ.ิน", "েন", "န် ျန်"), "ang": (".าง .ัง", "াং", "န်း န်"),
    "eng": ("เ.ิง", "েং", "န် င်း"), "ong": (".ง", "ং োং ুং", "ုန် ုံ"), "ia": ("เ.ีย", "িয়া", "ျာ"),
    "ie": ("เ.ีย", "িয়ে", "ယ်"), "iao": ("เ.ียว", "িয়াও", "ောင် ျောင်"), "iu": (".ิว", "িউ", "ိုး ျူ"),
    "ian": ("เ.ียน", "িয়ান", "န်း ျန်"), "in": (".ิน", "িন", "င်"), "iang": ("เ.ียง .ยง", "িয়াং", "န်း ျန်"),
    "ing": (".ิง", "িং", "င်း င့်"), "iong": (".ยง", "িয়ং", "ုံး"), "ua": (".ัว", "ুয়া", "ွာ"), "uo": (".ัว", "ুও", "ို"),
    "uai": ("ไ.ว", "ুয়াই", "ွိုင်"), "ui": (".ุย", "ুই", "ွေ့ ွေ"), "uan": (".วน", "ুয়ান", "ွမ်း ွမ်"), "un": (".ุน", "ুন", "ွန်း ုန်"),
    "uang": (".วง", "ুয়াং", "ွမ် ွမ်း"), "ue": ("เ.ว่ เ.วีย", "ুয়ে", "ွယ်"),
}  # fmt: skip
LINES = (
    "an ai ao bai ban bang bao bei ben bi bian biao bin bo bu cai can cang cao cen chai chang chao chen cheng",
    "chi chong chou chu chuan chuang chun ci cong cui da dai dan dang dao de deng di dian ding dong dou du",
    "duan dun duo en fa fan fang fei fen feng fo fu gan gang gao ge geng gong gou gu guan guang gui guo ha hai",
    "han hang hao he hei heng hong hou hu hua huai huan huang hui huo ji jia jian jiang jiao jie jin jing jiu",
    "ju juan jun kai kang ke kong kou kuan kui kun la lai lan lang lao le lei li lian liang liao lin ling liu",
    "long lou lu luan lun luo ma mao mei men meng mi miao min ming mo mu na nan nei ni ning niu nong nu pan",
    "pang pei peng pi ping pu qi qian qiang qiao qin qing qiong qiu qu quan que ran ren ri rong ru rui sai san",
    "sang sha shan shang shao she shen sheng shi shou shu shuai shuang shui si song su sui sun ta tai tan tang",
    "tao teng ti tian tie ting tong tu tuan wa wai wan wang wei wen wu xi xia xian xiang xiao xie xin xing",
    "xiong xiu xu xuan xue ya yan yang yao ye yi yin ying yong you yu yuan yue yun ze zeng zha zhan zhang zhao",
    "zhen zheng zhi zhong zhou zhu zhuang zi zong zou zu zun zuo",
)
SYLLABLES = [syllable for line in LINES for syllable in line.split()]
LANGUAGES = ("th", "bn", "my")
VOWELS_ALONE = {"া": "আ", "ি": "ই", "ু": "উ", "ে": "এ", "ো": "ও", "ৌ": "ঔ"}
STEPS = (17, 53, 101, 149)


def cut(syllable: str) -> tuple[str, str]:
    """Initial and final of a syllable."""
    start = next((i for i in ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw") if syllable.startswith(i)), "")
    return start, syllable[len(start) :]


def written(syllable: str, place: int, turn: int) -> str:
    """One syllable in the script at this place of the tables; `turn` chooses among habits."""
    start, end = cut(syllable)
    starts, ends = INITIALS[start][place].split() or [""], FINALS[end][place].split()
    initial, final = starts[turn % len(starts)], ends[turn // 2 % len(ends)]
    if place == 0:
        return final.replace(".", initial)
    return (VOWELS_ALONE.get(final[:1], final[:1]) + final[1:]) if place == 1 and not initial else initial + final


def pairs() -> Iterator[tuple[str, str, str]]:
    """Language, native letters and pinyin: each syllable alone and before a few others."""
    for place, language in enumerate(LANGUAGES):
        for n, syllable in enumerate(SYLLABLES):
            yield language, written(syllable, place, n), syllable
            for turn, step in enumerate(STEPS):
                other = SYLLABLES[(n * 7 + step) % len(SYLLABLES)]
                yield language, written(syllable, place, n + turn) + written(other, place, turn), syllable + other
