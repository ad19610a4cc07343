"""What the demonstration nations are working on: one trafficking case each, told in the country's own words.

Every person, number and place is invented. Telephone numbers end in 000 to 009.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of the report: as it was told, and as another desk may read it."""

    raw: str
    sanitised: str
    grade: str  # 4x4


@dataclass(frozen=True, slots=True)
class Story:
    """A case as its officers know it.

    Attributes:
        language: BCP 47 of everything below.
        countries: of the case, ISO 3166-1 alpha-2.
        zone: IANA name of the zone in which times are told.
        nickname: of the case; names nobody.
        headline: of the report.
        facts: its items; the first names the recruiter, the second the telephone, the third the house.
        recruiter: name as written.
        romanised: of the same name.
        phone: of the recruiter, as told.
        house: where people are kept, as told.
        province: gazetteer code of the house.
        unknown: description of a driver nobody can name.
        task: what is to be done next.
        arrival: title of a dated event.
        thing: the exhibit.
        found_at: where it was seized.
        village: what people of a village told a support agency.
        border_nickname: of the smuggling case at the border desk.
    """

    language: str
    countries: tuple[str, ...]
    zone: str
    nickname: str
    headline: str
    facts: tuple[Fact, Fact, Fact]
    recruiter: str
    romanised: str
    phone: str
    house: str
    province: str
    unknown: str
    task: str
    arrival: str
    thing: str
    found_at: str
    village: str
    border_nickname: str


STORIES: Mapping[str, Story] = MappingProxyType(
    {
        "KH": Story(
            "km",
            ("KH", "TH"),
            "Asia/Phnom_Penh",
            "រថយន្តពណ៌ខៀវ",
            "អ្នកនាំមនុស្សទៅធ្វើការនៅព្រំដែន",
            (
                Fact("បុរសឈ្មោះ ម៉ែន វុទ្ធី សន្យាការងារនៅរោងចក្រ។", "បុរសម្នាក់សន្យាការងារនៅរោងចក្រ។", "B2"),
                Fact("គាត់ប្រើលេខទូរសព្ទ ០១២ ៣៤៥ ០០១។", "លេខទូរសព្ទ 012 345 001។", "B2"),
                Fact("មនុស្សស្នាក់នៅផ្ទះក្រោយវត្ត ក្បែរស្ពាន។", "មនុស្សស្នាក់នៅផ្ទះមួយក្បែរព្រំដែន។", "C3"),
            ),
            "ម៉ែន វុទ្ធី",
            "Men Vuthy",
            "012 345 001",
            "ផ្ទះក្រោយវត្ត បន្ទាប់ពីស្ពាន",
            "KH-1",
            "ខ្ពស់ ហៅខ្លួនឯងថា បងលេក មានស្នាមនៅថ្ពាល់ឆ្វេង",
            "សុំកំណត់ត្រាទូរសព្ទខែមីនា",
            "មនុស្សប្រាំនាក់មកដល់ផ្ទះ",
            "ទូរសព្ទដៃពណ៌ខ្មៅ",
            "ចំណតរថយន្ត ប៉ោយប៉ែត",
            "អ្នកភូមិនិយាយថា មានរថយន្តមកយកយុវជននៅពេលយប់។",
            "ទូកពេលយប់",
        ),
        "TH": Story(
            "th",
            ("TH", "MM"),
            "Asia/Bangkok",
            "เรือสีเขียว",
            "นายหน้าพาคนไปทำงานบนเรือ",
            (
                Fact("ชายชื่อ สมชาย ใจดี สัญญาว่ามีงานบนเรือประมง", "ชายคนหนึ่งสัญญาว่ามีงานบนเรือประมง", "B2"),
                Fact("เขาใช้เบอร์โทรศัพท์ ๐๘๑ ๒๓๔ ๕๐๐๒", "เบอร์โทรศัพท์ 081 234 5002", "B2"),
                Fact("คนถูกเก็บไว้ในบ้านหลังวัดหลังสะพาน", "คนถูกเก็บไว้ในบ้านหลังหนึ่งใกล้ท่าเรือ", "C3"),
            ),
            "สมชาย ใจดี",
            "Somchai Jaidee",
            "081 234 5002",
            "บ้านหลังวัด เลยสะพาน",
            "TH-85",
            "สูง เรียกตัวเองว่า พี่เล็ก มีแผลเป็นที่แก้มซ้าย",
            "ขอบันทึกการโทรเดือนมีนาคม",
            "คนห้าคนมาถึงบ้าน",
            "โทรศัพท์มือถือสีดำ",
            "ท่าเรือ ระนอง",
            "ชาวบ้านเล่าว่ามีรถมารับวัยรุ่นตอนกลางคืน",
            "ด่านหลังฝน",
        ),
        "VN": Story(
            "vi",
            ("VN", "KH"),
            "Asia/Ho_Chi_Minh",
            "Xe khách trắng",
            "Người môi giới đưa người qua biên giới",
            (
                Fact(
                    "Một người tên Trần Văn Bảy hứa việc nhẹ lương cao.",
                    "Một người đàn ông hứa việc nhẹ lương cao.",
                    "B2",
                ),
                Fact("Ông ta dùng số điện thoại 091 234 5003.", "Số điện thoại 091 234 5003.", "B2"),
                Fact(
                    "Mọi người ở trong căn nhà sau chùa, qua cầu.", "Mọi người ở trong một căn nhà gần biên giới.", "C3"
                ),
            ),
            "Trần Văn Bảy",
            "Tran Van Bay",
            "091 234 5003",
            "nhà sau chùa, qua cầu",
            "VN-37",
            "cao, tự xưng là anh Lếch, có sẹo ở má trái",
            "Xin bản kê cuộc gọi tháng ba",
            "Năm người đến căn nhà",
            "Điện thoại di động màu đen",
            "Bến xe Mộc Bài",
            "Người dân kể rằng ban đêm có xe đến đón thanh niên.",
            "Lối mòn ban đêm",
        ),
    }
)
"""By country of the nation."""
