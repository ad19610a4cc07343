"""Legal forms of companies as they are written in the region and beyond, and words that many companies share."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_FORMS: Final[tuple[tuple[str, str], ...]] = (
    (
        "limited",
        r"\b(?:sdn|sendirian)\.?\s*(?:bhd|berhad)\b\.?",
    ),
    (
        "public",
        r"บริษัท(?=.*จำกัด\s*\(มหาชน\))|จำกัด\s*\(มหาชน\)|บมจ\.?|"
        r"public (?:company|co\.?,?) ?(?:limited|ltd)\b|\bpcl\b|\bplc\b|\btbk\b|\bbhd\b|\bberhad\b|"
        r"công ty cổ phần|\bctcp\b|\bcp\b(?= )|\bjsc\b|\bjoint stock co(?:mpany)?\b|股份有限公司|股份公司|អ\.ស\.ម|"
        r"ມະຫາຊົນ|\bag\b|\baktiengesell?schaft\b|\bs\.?a\b|\bspa\b|\bnv\b|\bab\b|"
        r"\b(?:open |public |closed )?joint[- ]stock compan(?:y)?\b|\bоао\b|\bпао\b|\bзао\b|\boao\b|\bpao\b|"
        r"\bzao\b|\bao\b|\bакционерное общество\b",
    ),
    (
        "partnership",
        r"ห้างหุ้นส่วน(?:จำกัด|สามัญ)?|หจก\.?|\bl\.?l\.?p\b|\blimited partnership\b|\bl\.?p\b|合伙企业|合夥|"
        r"\bcv\b(?= )|\bkg\b|\bohg\b|\bfirma\b",
    ),
    (
        "limited",
        r"\bsole\b(?=\s*co\b)|\b(?:co|company)\b[\s.,]*\(?(?:pte|pvt|private)?\)?[\s.,]*(?:ltd|limited|lts)\b|"
        r"\(?\bthailand\b\)?(?=\s*co[., ]+ltd)|"
        r"\b(?:pte|pvt|pty|private|proprietary)\b[\s.,]*(?:ltd|limited)\b|\bpte\b|\bpty\b|บริษัทจำกัด|บริษัท|"
        r"บจก\.?|บจ\.|จำกัด|ក្រុមហ៊ុន|ឯ\.?ក\.?|ម\.?ក\.?(?=$|\s)|ខូ(?:អិលធីឌី|,?\s*អិលធីឌី)|ບໍລິສັດ|ຈຳກັດ|"
        r"ຈໍາກັດ|ຜູ້ດຽວ|ວິສາຫະກິດ|ကုမ္ပဏီ|လီမိတက်|လိမိတက်|\bcông ty\b|\btnhh\b|\bmtv\b|\bmột thành viên\b|"
        r"\btrách nhiệm hữu hạn\b|\bcty\b|有限责任公司|有限責任公司|有限公司|公司|株式会社|유한회사|\bp\.?t\b\.?(?= )|"
        r"\bperseroan terbatas\b|\bud\b(?= )|কোম্পানি|লিমিটেড|\blimited liability company\b|\bl\.?l\.?c\b|"
        r"\bl\.?t\.?d\b|\blimited\b|\blimit[ae]d\b|\bincorporated\b|\binc\b|\bcorporation\b|\bcorp\b|"
        r"\bcompany\b|\bco\b(?=[.,]?\s*$)|\bgmbh\b|\bgesellschaft mit beschr[aä]nkter haftung\b|\bmbh\b|"
        r"\bsarl\b|\bs\.?r\.?l\b|\bsrl\b|\bbv\b|\bsas\b|\bооо\b|\bтоо\b|\booo\b|\btoo\b|"
        r"\bsocietatea cu r[aă]spundere limitat[aă]\b|\ba[/.]?s\b|\boü\b|\buab\b|\bsia\b|\bsp\.? ?z ?o\.?o\b|"
        r"\bkft\b|\bd\.?o\.?o\b|\bs\.? ?de ?r\.?l(?:\.? ?de ?c\.?v)?\b|\bfze\b|\bfzco\b|\bfz[- ]llc\b|"
        r"\bl\.?t\.?d\.?a\b",
    ),
)  # fmt: skip

FORMS: Final = tuple((re.compile(unicodedata.normalize("NFKC", pattern)), kind) for kind, pattern in _FORMS)
"""In order: what says more goes before what is a part of it."""

_COMMON = (
    "agency and asia associates bank business cambodia capital china commercial construction consulting dau de "
    "development dich dung energy engineering enterprise enterprises export finance financial general global "
    "group holding holdings human import industrial industries industry international intl investment "
    "investments jaya khau laos logistics mai management manpower media myanmar nam net nhap of oil online "
    "partners perdagangan perusahaan products recruitment resources san sejahtera service services shipping "
    "solutions supply tech technologies technology thailand the thuong tour tours trade trading transport travel "
    "tu viet vietnam vu xay xuat"
)
COMMON: Final = frozenset(_COMMON.split())
"""Words that tell little of which company it is; folded."""

MEANING: Final[Mapping[str, str]] = {
    "&": "and",
    "+": "and",
    "und": "and",
    "y": "and",
    "et": "and",
    "intl": "international",
    "int": "international",
    "internationale": "international",
    "holdings": "holding",
    "grp": "group",
    "gruppe": "group",
    "groupe": "group",
    "svcs": "services",
    "service": "services",
    "mgmt": "management",
    "dev": "development",
    "ind": "industries",
    "tech": "technology",
    "technologies": "technology",
    "ent": "enterprise",
    "enterprises": "enterprise",
    "bros": "brothers",
    "mfg": "manufacturing",
    "eng": "engineering",
    "imp": "import",
    "exp": "export",
    "investments": "investment",
    "trade": "trading",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
"""Words of one meaning, as short forms are written; folded."""

ROMAN: Final = frozenset(["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"])
"""Numbers of funds and branches."""

_TRANSLATED: Final = {
    "group": "กรุ๊ป, 集团, 集團, គ្រុប, ກຣຸບ, tập đoàn, গ্রুপ, ဂရု",
    "bank": "ธนาคาร, 银行, 銀行, ធនាគារ, ທະນາຄານ, ngân hàng, ব্যাংক, ဘဏ်",
    "china": "中国, 中國, จีน, ចិន",
    "holding": "控股, โฮลดิ้ง, holding",
    "technology": "科技, 技术, 技術, เทคโนโลยี, công nghệ",
    "trading": "贸易, 貿易, การค้า, เทรดดิ้ง, thương mại, ພານິດ, ການຄ້າ, ពាណិជ្ជកម្ម, ကုန်သွယ်ရေး, ট্রেডিং, perdagangan",
    "transport": "运输, 運輸, ขนส่ง, vận tải, ដឹកជញ្ជូន, ຂົນສົ່ງ, သယ်ယူပို့ဆောင်ရေး, পরিবহন, transportasi",
    "logistics": "物流, โลจิสติกส์, logistik",
    "security": "保安, รักษาความปลอดภัย, bảo vệ, សន្តិសុខ",
    "insurance": "保险, 保險, ประกันภัย, bảo hiểm, ធានារ៉ាប់រង, asuransi",
    "recruitment": "จัดหางาน, tuyển dụng, 招聘",
    "international": "国际, 國際, อินเตอร์เนชั่นแนล, นานาชาติ, quốc tế, អន្តរជាតិ, ສາກົນ, internasional",
    "investment": "投资, 投資, การลงทุน, đầu tư, វិនិយោគ, ລົງທຶນ",
    "services": "服务, 服務, เซอร์วิส, บริการ, dịch vụ, សេវា, ບໍລິການ, ဝန်ဆောင်မှု, সেবা, jasa",
    "development": "发展, 發展, พัฒนา, ดีเวลลอปเม้นท์, phát triển, អភិវឌ្ឍន៍, ພັດທະນາ",
    "construction": "建设, 建筑, ก่อสร้าง, xây dựng, សំណង់, ກໍ່ສ້າງ, ဆောက်လုပ်ရေး, নির্মাণ, konstruksi",
    "cambodia": "柬埔寨, กัมพูชา, កម្ពុជា, ກຳປູເຈຍ, campuchia",
    "thailand": "泰国, ประเทศไทย, ไทยแลนด์, ថៃ",
    "vietnam": "越南, เวียดนาม, việt nam, viet nam, វៀតណាម",
    "laos": "老挝, ลาว",
    "myanmar": "缅甸, เมียนมา, မြန်မာ, မြန်မာနိုင်ငံ",
    "food": "食品, อาหาร, ฟู้ดส์, thực phẩm, makanan",
    "airways": "การบิน, 航空, hàng không",
    "oil": "石油, น้ำมัน, dầu khí",
    "export": "出口, ส่งออก, xuất khẩu",
    "import": "进口, นำเข้า, nhập khẩu",
    "hotel": "酒店, โรงแรม, khách sạn, សណ្ឋាគារ, ໂຮງແຮມ, ဟိုတယ်",
    "casino": "赌场, คาสิโน, sòng bạc, កាស៊ីណូ, ກາຊິໂນ",
}
TRANSLATED: Final = tuple(
    (unicodedata.normalize("NFKC", word.strip()).casefold(), english)
    for english, words in _TRANSLATED.items()
    for word in words.split(",")
)
"""Words of companies' names in languages of the region, by what they mean; names themselves are not translated."""
