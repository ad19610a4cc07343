"""Cambodia, Thailand and Viet Nam as the demonstration has them. Names of people are invented.

Every nation has the same agencies, so that one reader can compare; the names are told in the country's own script.
"""

from samakki.demo.people import DemoAgency, DemoDesk, DemoNation, DemoOfficer


def _agencies(
    country: str, language: str, words: tuple[str, ...], people: tuple[tuple[str, str], ...]
) -> tuple[DemoAgency, ...]:
    """Agencies of one nation.

    Args:
        country: ISO code, first part of every address.
        language: of the pages of its officers.
        words: names of the seven agencies in the order below.
        people: (user name, full name) of twenty-two officers.
    """
    seats = iter(people)

    def officer(*roles: str, proposed: tuple[str, ...] = (), in_language: str = language) -> DemoOfficer:
        username, full_name = next(seats)
        return DemoOfficer(username, full_name, roles, in_language, proposed)

    police, prosecution, authority, court, oversight, operator, support = words
    return (
        DemoAgency(
            f"{country}/POL",
            police,
            "police",
            (
                DemoDesk(
                    f"{country}/POL/AHT/duty",
                    "Anti-trafficking, duty desk",
                    (
                        officer("investigator"),
                        officer("investigator", in_language="en"),
                        officer("supervisor"),
                        officer("match_officer", proposed=("investigator",)),
                    ),
                ),
                DemoDesk(
                    f"{country}/POL/BORDER/smuggling",
                    "Border command, smuggling of migrants",
                    (officer("investigator"), officer("supervisor"), officer("interpreter")),
                ),
            ),
        ),
        DemoAgency(
            f"{country}/PROS",
            prosecution,
            "prosecution",
            (
                DemoDesk(
                    f"{country}/PROS/TIP/cases",
                    "Trafficking cases",
                    (officer("prosecutor"), officer("supervisor"), officer("court_analyst")),
                ),
            ),
        ),
        DemoAgency(
            f"{country}/CA",
            authority,
            "central_authority",
            (
                DemoDesk(
                    f"{country}/CA/MLA/requests",
                    "Mutual legal assistance",
                    (officer("central_authority_officer"), officer("legal_steward")),
                ),
            ),
        ),
        DemoAgency(
            f"{country}/COURT",
            court,
            "court",
            (
                DemoDesk(
                    f"{country}/COURT/CRIM/registry",
                    "Criminal registry",
                    (officer("judge"), officer("court_analyst"), officer("custodian")),
                ),
            ),
        ),
        DemoAgency(
            f"{country}/OVS",
            oversight,
            "oversight",
            (DemoDesk(f"{country}/OVS/DATA/complaints", "Complaints", (officer("overseer"), officer("overseer"))),),
        ),
        DemoAgency(
            f"{country}/OPS",
            operator,
            "operator",
            (DemoDesk(f"{country}/OPS/NODE/admin", "Node administration", (officer("node_administrator"),)),),
        ),
        DemoAgency(
            f"{country}/NGO",
            support,
            "victim_support",
            (
                DemoDesk(
                    f"{country}/NGO/HOUSE/care",
                    "Community outreach and care",
                    (
                        officer("support_lead"),
                        officer("social_worker"),
                        officer("other_support_agency"),
                        officer("victims_lawyer"),
                    ),
                ),
            ),
        ),
    )


_ENGLISH = (
    "Police",
    "Prosecution service",
    "Central authority",
    "Court",
    "Oversight office",
    "Node operator",
    "Community support",
)

CAMBODIA = DemoNation(
    "kh",
    "KH",
    "Cambodia (demonstration)",
    "Asia/Phnom_Penh",
    "km",
    8001,
    _agencies(
        "KH",
        "km",
        tuple(f"{name}, Cambodia" for name in _ENGLISH),
        (
            ("sok.dara", "សុខ ដារ៉ា"),
            ("chan.sopheap", "ចាន់ សុភាព"),
            ("keo.bopha", "កែវ បុប្ផា"),
            ("heng.vichet", "ហេង វិចិត្រ"),
            ("long.rithy", "ឡុង រិទ្ធី"),
            ("mao.sreyneang", "ម៉ៅ ស្រីនាង"),
            ("tep.chanthy", "ទេព ចន្ធី"),
            ("nuon.pisey", "នួន ពិសី"),
            ("prak.samnang", "ប្រាក់ សំណាង"),
            ("yim.kolab", "យឹម កុលាប"),
            ("oum.sovann", "អ៊ុំ សុវណ្ណ"),
            ("chea.malis", "ជា ម្លិះ"),
            ("ros.phalla", "រស់ ផល្លា"),
            ("san.kunthea", "សាន គន្ធា"),
            ("vong.narith", "វង្ស ណារិទ្ធ"),
            ("khiev.sothea", "ខៀវ សុធា"),
            ("pen.mealea", "ប៉ែន មាលា"),
            ("ly.bunthoeun", "លី ប៊ុនធឿន"),
            ("in.sokunthea", "អ៊ិន សុគន្ធា"),
            ("touch.ratha", "ទូច រដ្ឋា"),
            ("ket.channary", "កែត ចន្ទណារី"),
            ("duong.virak", "ឌួង វីរៈ"),
        ),
    ),
)

THAILAND = DemoNation(
    "th",
    "TH",
    "Thailand (demonstration)",
    "Asia/Bangkok",
    "th",
    8002,
    _agencies(
        "TH",
        "th",
        tuple(f"{name}, Thailand" for name in _ENGLISH),
        (
            ("prasert.w", "ประเสริฐ วงศ์ทอง"),
            ("malee.s", "มาลี ศรีสุข"),
            ("thanaphon.k", "ธนพล แก้วมณี"),
            ("arunee.b", "อรุณี บุญมา"),
            ("kittisak.p", "กิตติศักดิ์ พงษ์ไพร"),
            ("nittaya.r", "นิตยา รุ่งเรือง"),
            ("somphong.c", "สมพงษ์ จันทร์ดี"),
            ("wipada.t", "วิภาดา ทองคำ"),
            ("chaiwat.n", "ชัยวัฒน์ นาคสวัสดิ์"),
            ("sunisa.l", "สุนิสา ลิ้มเจริญ"),
            ("anuchit.m", "อนุชิต มั่นคง"),
            ("ratana.o", "รัตนา อ่อนหวาน"),
            ("weerachai.d", "วีรชัย ดวงแก้ว"),
            ("pornthip.h", "พรทิพย์ หอมจันทร์"),
            ("sakda.y", "ศักดา ยิ่งยง"),
            ("kanya.i", "กัญญา อินทร์แก้ว"),
            ("boonlert.a", "บุญเลิศ อารีย์"),
            ("duangjai.u", "ดวงใจ อุดมผล"),
            ("siriporn.j", "ศิริพร ใจงาม"),
            ("natthawut.e", "ณัฐวุฒิ เอี่ยมสะอาด"),
            ("lamai.g", "ละไม กลิ่นหอม"),
            ("phichai.f", "พิชัย ฟ้าใส"),
        ),
    ),
)

VIETNAM = DemoNation(
    "vn",
    "VN",
    "Viet Nam (demonstration)",
    "Asia/Ho_Chi_Minh",
    "vi",
    8003,
    _agencies(
        "VN",
        "vi",
        tuple(f"{name}, Viet Nam" for name in _ENGLISH),
        (
            ("nguyen.van.minh", "Nguyễn Văn Minh"),
            ("tran.thi.hoa", "Trần Thị Hoa"),
            ("le.quang.dung", "Lê Quang Dũng"),
            ("pham.thu.ha", "Phạm Thu Hà"),
            ("hoang.duc.thinh", "Hoàng Đức Thịnh"),
            ("vo.thi.lan", "Võ Thị Lan"),
            ("dang.huu.phuoc", "Đặng Hữu Phước"),
            ("bui.ngoc.anh", "Bùi Ngọc Ánh"),
            ("do.manh.cuong", "Đỗ Mạnh Cường"),
            ("ho.thi.tuyet", "Hồ Thị Tuyết"),
            ("ngo.xuan.bach", "Ngô Xuân Bách"),
            ("duong.kim.chi", "Dương Kim Chi"),
            ("ly.thanh.tung", "Lý Thanh Tùng"),
            ("mai.thuy.duong", "Mai Thùy Dương"),
            ("dinh.cong.son", "Đinh Công Sơn"),
            ("truong.my.linh", "Trương Mỹ Linh"),
            ("phan.gia.bao", "Phan Gia Bảo"),
            ("lam.thi.ngoc", "Lâm Thị Ngọc"),
            ("cao.thi.mai", "Cao Thị Mai"),
            ("vu.duc.long", "Vũ Đức Long"),
            ("to.bich.ngan", "Tô Bích Ngân"),
            ("kieu.an.phu", "Kiều An Phú"),
        ),
    ),
)

NATIONS = (CAMBODIA, THAILAND, VIETNAM)
