"""What agencies and desks of the demonstration are called in the languages of its three countries. Needs no Django.

Drafts of ours, read by nobody of such an agency. Each country states all of them in the trust list, so that officers of
the others read them in their own language; a node's own tables hold one name, so it tells both its own and English.
"""

from collections.abc import Mapping
from typing import Final

_COUNTRIES: Final[Mapping[str, Mapping[str, str]]] = {
    "Cambodia": {"km": "កម្ពុជា", "th": "กัมพูชา", "vi": "Campuchia"},
    "Thailand": {"km": "ថៃ", "th": "ไทย", "vi": "Thái Lan"},
    "Viet Nam": {"km": "វៀតណាម", "th": "เวียดนาม", "vi": "Việt Nam"},
}
_BETWEEN: Final[Mapping[str, str]] = {"km": "", "th": "", "vi": " "}
_AGENCIES: Final[Mapping[str, Mapping[str, str]]] = {
    "Police": {"km": "នគរបាល", "th": "ตำรวจ", "vi": "Cảnh sát"},
    "Prosecution service": {"km": "អយ្យការ", "th": "อัยการ", "vi": "Viện kiểm sát"},
    "Central authority": {"km": "អាជ្ញាធរកណ្តាល", "th": "ผู้ประสานงานกลาง", "vi": "Cơ quan trung ương"},
    "Court": {"km": "តុលាការ", "th": "ศาล", "vi": "Tòa án"},
    "Oversight office": {"km": "ការិយាល័យត្រួតពិនិត្យ", "th": "สำนักงานกำกับดูแล", "vi": "Cơ quan giám sát"},
    "Node operator": {"km": "ប្រតិបត្តិករប្រព័ន្ធ", "th": "ผู้ดูแลระบบ", "vi": "Đơn vị vận hành nút"},
    "Community support": {"km": "អង្គការគាំទ្រសហគមន៍", "th": "องค์กรสนับสนุนชุมชน", "vi": "Tổ chức hỗ trợ cộng đồng"},
}
_DESKS: Final[Mapping[str, Mapping[str, str]]] = {
    "Anti-trafficking, duty desk": {
        "km": "ការប្រឆាំងការជួញដូរមនុស្ស ការិយាល័យប្រចាំការ",
        "th": "ต่อต้านการค้ามนุษย์ ฝ่ายเวร",
        "vi": "Phòng chống mua bán người, bàn trực",
    },
    "Border command, smuggling of migrants": {
        "km": "បញ្ជាការដ្ឋានព្រំដែន ការរត់ពន្ធជនចំណាកស្រុក",
        "th": "กองบัญชาการชายแดน การลักลอบขนผู้ย้ายถิ่น",
        "vi": "Chỉ huy biên phòng, đưa người di cư trái phép",
    },
    "International cooperation": {
        "km": "កិច្ចសហប្រតិបត្តិការអន្តរជាតិ",
        "th": "ความร่วมมือระหว่างประเทศ",
        "vi": "Hợp tác quốc tế",
    },
    "Trafficking cases": {"km": "រឿងក្តីជួញដូរមនុស្ស", "th": "คดีค้ามนุษย์", "vi": "Vụ án mua bán người"},
    "Mutual legal assistance": {
        "km": "ជំនួយគ្នាទៅវិញទៅមកផ្នែកច្បាប់",
        "th": "ความช่วยเหลือซึ่งกันและกันทางกฎหมาย",
        "vi": "Tương trợ tư pháp",
    },
    "Criminal registry": {"km": "ក្រឡាបញ្ជីព្រហ្មទណ្ឌ", "th": "งานสารบบคดีอาญา", "vi": "Bộ phận hồ sơ hình sự"},
    "Complaints": {"km": "ការទទួលបណ្តឹងតវ៉ា", "th": "รับเรื่องร้องเรียน", "vi": "Tiếp nhận khiếu nại"},
    "Node administration": {"km": "ការគ្រប់គ្រងប្រព័ន្ធ", "th": "ดูแลโหนด", "vi": "Quản trị nút"},
    "Community outreach and care": {
        "km": "ការងារសហគមន៍ និងការថែទាំ",
        "th": "งานชุมชนและการดูแล",
        "vi": "Công tác cộng đồng và chăm sóc",
    },
}


def of_agency(english: str) -> dict[str, str]:
    """An agency by language.

    >>> of_agency("Court, Thailand")["vi"]
    'Tòa án Thái Lan'
    """
    agency, _, country = english.partition(", ")
    told = {code: f"{name}{_BETWEEN[code]}{_COUNTRIES[country][code]}" for code, name in _AGENCIES[agency].items()}
    return {"en": english, **told}


def of_desk(english: str) -> dict[str, str]:
    """A desk by language."""
    return {"en": english, **_DESKS[english]}


def on_its_node(names: Mapping[str, str], language: str) -> str:
    """The one name that a node's own tables hold: in its country's language, and in English.

    >>> on_its_node(of_desk("Complaints"), "vi")
    'Tiếp nhận khiếu nại · Complaints'
    """
    return f"{names[language]} · {names['en']}"
