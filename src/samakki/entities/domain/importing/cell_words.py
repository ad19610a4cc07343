"""Words that stand in cells of sheets in the region: kinds of thing, sexes, marks of a company's name."""

from collections.abc import Mapping
from types import MappingProxyType

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "person",
        "person, individual, people, p, natural person, suspect, บุคคล, คน, បុគ្គល, មនុស្ស, ບຸກຄົນ, လူ, "
        "cá nhân, người, 人, 个人, 自然人, orang, individu, tao, ব্যক্তি",
    ),
    (
        "company",
        "company, business, firm, corporate, legal person, legal entity, c, co, บริษัท, นิติบุคคล, "
        "ក្រុមហ៊ុន, ບໍລິສັດ, ကုမ္ပဏီ, công ty, doanh nghiệp, 公司, 企业, perusahaan, syarikat, kumpanya, "
        "কোম্পানি",
    ),
    (
        "organisation",
        "organisation, organization, ngo, group, gang, องค์กร, អង្គការ, ອົງການ, အဖွဲ့အစည်း, tổ chức, 组织, "
        "organisasi, pertubuhan",
    ),
    (
        "phone",
        "phone, telephone, mobile, number, tel, โทรศัพท์, เบอร์โทร, ទូរស័ព្ទ, លេខទូរស័ព្ទ, ໂທລະສັບ, ဖုန်း, "
        "điện thoại, 电话, 手机, telepon, telefon, ফোন",
    ),
    (
        "place",
        "place, address, house, location, ที่อยู่, สถานที่, អាសយដ្ឋាន, ទីកន្លែង, ທີ່ຢູ່, လိပ်စာ, địa chỉ, "
        "地址, alamat",
    ),
    (
        "vehicle",
        "vehicle, car, truck, motorbike, motorcycle, van, รถ, ยานพาหนะ, រថយន្ត, ລົດ, ယာဉ်, xe, 车辆, "
        "kendaraan, kenderaan",
    ),
    (
        "boat",
        "boat, vessel, ship, เรือ, ទូក, ເຮືອ, လှေ, tàu, 船, kapal",
    ),
    (
        "bank_account",
        "bank account, account, บัญชี, គណនី, ບັນຊີ, tài khoản, 账户, rekening, akaun",
    ),
    (
        "social_account",
        "facebook, line, telegram, wechat, social account, บัญชีโซเชียล",
    ),
    (
        "passport",
        "passport, หนังสือเดินทาง, លិខិតឆ្លងដែន, hộ chiếu, 护照, paspor",
    ),
)  # fmt: skip

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {word.strip(): kind for kind, words in _KINDS for word in words.split(",")}
)
"""Value of a `Kind` by what a column of kinds says, in small letters."""

COMPANY_MARKS = (
    "co., ltd", "co. ltd", "co.,ltd", "company limited", " ltd", " inc", " llc", " plc", " corp", "sdn bhd", "sdn. bhd",
    " pte", "บริษัท", "บจก", "หจก", "ห้างหุ้นส่วน", "ក្រុមហ៊ុន", "ບໍລິສັດ", "ကုမ္ပဏီ", "công ty", "tnhh", "公司", "集团",
    "perusahaan", " tbk", "pt ", "pt. ", "cv ", "syarikat", "কোম্পানি", "লিমিটেড", " enterprise", " trading", " agency",
    " factory", "โรงงาน", "រោងចក្រ", "nhà máy", "工厂",
)  # fmt: skip
"""What the name of a company has in it."""

NOTHING = frozenset(
    {
        "-", "--", "---", "–", "—", "?", "??", "n/a", "n.a.", "null", "nil", "none", "-99", "-999", "unknown",
        "not known",
        "ไม่ทราบ", "ไม่มี", "មិនដឹង", "មិនស្គាល់", "គ្មាន", "ບໍ່ຮູ້", "ບໍ່ມີ", "မသိ", "မရှိ", "không rõ", "không có", "chưa rõ",
        "不详", "不詳", "无", "無", "未知", "tidak diketahui", "tidak ada", "tidak tahu", "hindi alam", "অজানা", "নেই",
    }
)  # fmt: skip
"""What people write where nothing is known; numbers below zero are those of case data standards."""
QUOTES = "\"'“”‘’«»"

_SEXES = (
    ("male", "m, male, man, boy, ช, ชาย, ប្រុស, ប, ຊາຍ, ຊ, ကျား, nam, 男, laki-laki, l, lelaki, lalaki, পুরুষ, masculine"),
    (
        "female",
        "f, female, woman, girl, ญ, หญิง, ស្រី, ស, ຍິງ, ຍ, မ, nữ, 女, perempuan, p, wanita, babae, নারী, মহিলা, feminine",
    ),
)

SEXES: Mapping[str, str] = MappingProxyType({word.strip(): sex for sex, words in _SEXES for word in words.split(",")})
"""How sheets write the sex of a person."""
