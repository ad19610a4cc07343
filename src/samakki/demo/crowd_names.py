"""Syllables, stems and family names that invented people of ten countries are made of. Nobody of them exists.

Each part is written twice: in the local script and in Latin letters ("សុខ=Sok"); where a language is written in Latin
letters alone there is one form. Given names are put together from two lists, so that some are common and most are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

Part = tuple[str, str]
"""Local form and Latin form."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """How names of one country are made.

    Attributes:
        language: BCP 47 code of the local form.
        family: family names, the most common first.
        first: first halves of given names.
        second: second halves; joined to the first without a space, in Latin letters in lower case.
        is_family_first: order in the local form.
        space: between family and given name in the local form.
        apart: the halves of a given name are written as two words.
    """

    language: str
    family: tuple[Part, ...]
    first: tuple[Part, ...]
    second: tuple[Part, ...]
    is_family_first: bool = False
    space: str = " "
    apart: bool = False


_LISTS: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "KH": (
            "km",
            "សុខ=Sok ចាន់=Chan គឹម=Kim លី=Ly ហេង=Heng ជា=Chea សេង=Seng អ៊ុក=Ouk ម៉ៅ=Mao ឈឹម=Chhim កែវ=Keo "
            "ប៊ុន=Bun "
            "នួន=Nuon ទេព=Tep យិន=Yin អ៊ឹម=Im ស៊ិន=Sin ពេជ្រ=Pich មាស=Meas ឡុង=Long ហ៊ុន=Hun ខៀវ=Khiev សំ=Sam "
            "នៅ=Nov",
            "សុ=So វិ=Vi ចន្=Chan ដា=Da រ័ត្ន=Rath ស្រី=Srey មុ=Mo ពិ=Pi ធី=Thy សារ៉ា=Sara កញ្=Kanh រ៉ា=Ra "
            "បូ=Bo វណ្ណ=Vann "
            "សម្=Sam ផល=Phal លីណា=Lina និ=Ni រស្មី=Reaksmey គន្=Kun",
            "ភា=phea ភ័ក្រ=pheak រ៉ា=ra ត្រា=tra ណា=na លី=ly នី=ny ដា=da ម៉ា=ma ធា=thea រិទ្ធ=rith ណារ៉ា=nara "
            "ពៅ=pov "
            "ចាន់=chan វី=vy សុខ=sok លក្ខណ៍=leak ធារ៉ា=theara រដ្ឋ=roth មុនី=mony",
        ),
        "TH": (
            "th",
            "แสงทอง=Saengthong ใจดี=Jaidee ศรีสุข=Srisuk บุญมา=Boonma ทองดี=Thongdee วงศ์ใหญ่=Wongyai "
            "สุขใจ=Sukjai "
            "พรหมมา=Phromma คำแก้ว=Khamkaew จันทร์เพ็ญ=Chanphen แก้วมณี=Kaewmanee รุ่งเรือง=Rungrueang "
            "ศรีวิไล=Srivilai "
            "เจริญสุข=Charoensuk ทิพย์มณี=Thipmanee นาคทอง=Nakthong ภูเขียว=Phukhiao สายชล=Saichon "
            "อินทร์แก้ว=Inkaew "
            "ปัญญาดี=Panyadee ชัยชนะ=Chaichana มั่นคง=Mankhong บัวขาว=Buakhao ดวงดี=Duangdee",
            "สม=Som วิ=Wi ประ=Pra ณัฐ=Natt อนุ=Anu สุ=Su พร=Phorn กิตติ=Kitti ธน=Thana ชัย=Chai นิ=Ni "
            "รัตน=Rattana "
            "มาลี=Mali จิร=Chira ศิริ=Siri อรุณ=Arun บุญ=Boon วร=Wora ปิย=Piya ดวง=Duang",
            "ชาย=chai ศักดิ์=sak พงษ์=phong พร=phorn ภรณ์=phon ชา=cha รัตน์=rat เดช=det ดา=da วัฒน์=wat "
            "นันท์=nan สิทธิ์=sit "
            "ธร=thon ใจ=jai มา=ma ลักษณ์=lak กุล=kun ศรี=sri เกียรติ=kiat ยา=ya",
        ),
        "LA": (
            "lo",
            "ວົງສາ=Vongsa ສີສຸກ=Sisouk ພົມມະຈັນ=Phommachan ແກ້ວມະນີ=Keomany ສຸວັນນະ=Souvanna "
            "ອິນທະວົງ=Inthavong "
            "ໄຊຍະວົງ=Xayavong ຈັນທະລາ=Chanthala ບຸນມີ=Bounmy ຄຳຜຸຍ=Khamphouy ລັດຕະນະ=Lattana ທອງດີ=Thongdy "
            "ພິມມະສອນ=Phimmasone ສິລິວົງ=Silivong ນັນທະວົງ=Nanthavong ດວງດີ=Douangdy",
            "ບຸນ=Boun ຄຳ=Kham ສົມ=Som ວຽງ=Vieng ພອນ=Phone ທອງ=Thong ຈັນ=Chan ສີ=Sy ແກ້ວ=Keo ອາ=A ນາ=Na ໄຊ=Xay "
            "ວັນ=Van "
            "ດາລາ=Dala ມະນີ=Many ລັດ=Lat",
            "ທອງ=thong ມີ=my ພອນ=phone ສັກ=sack ໄຊ=xay ຈັນ=chanh ສຸກ=souk ວອນ=vone ລາ=la ນາ=na ແສງ=seng "
            "ເພັດ=phet ດີ=dy "
            "ຫຼ້າ=la ພົງ=phong ແກ້ວ=keo",
        ),
        "MM": (
            "my",
            "အောင်=Aung ကျော်=Kyaw မောင်=Maung ဝင်း=Win ထွန်း=Htun မြင့်=Myint လွင်=Lwin ဇော်=Zaw သန်း=Than "
            "ခင်=Khin စိုး=Soe "
            "နိုင်=Naing ဦး=Oo ရွှေ=Shwe တင်=Tin မိုး=Moe",
            "အောင်=Aung ကျော်=Kyaw မင်း=Min သီ=Thi နန်း=Nan စု=Su ဇင်=Zin ဖြိုး=Phyo ရဲ=Ye သူ=Thu "
            "ခိုင်=Khaing အေး=Aye မြ=Mya "
            "လှ=Hla စန်း=San ဝေ=Wai",
            "ဇော်=zaw လင်း=lin ထက်=htet မာ=mar ဆန်း=san ဦး=oo မိုး=moe နွယ်=nwe ဖြူ=phyu သူ=thu ရ=ya ကို=ko "
            "လှိုင်=hlaing "
            "မြတ်=myat ထူး=htoo သန့်=thant",
        ),
        "VN": (
            "vi",
            "Nguyễn=Nguyen Trần=Tran Lê=Le Phạm=Pham Hoàng=Hoang Huỳnh=Huynh Phan=Phan Vũ=Vu Võ=Vo Đặng=Dang "
            "Bùi=Bui Đỗ=Do "
            "Hồ=Ho Ngô=Ngo Dương=Duong Lý=Ly Đinh=Dinh Trịnh=Trinh Đoàn=Doan Mai=Mai",
            "Văn=Van Thị=Thi Đức=Duc Minh=Minh Quốc=Quoc Ngọc=Ngoc Thanh=Thanh Hữu=Huu Xuân=Xuan Kim=Kim "
            "Anh=Anh Gia=Gia "
            "Bảo=Bao Hồng=Hong Tuấn=Tuan Phương=Phuong",
            "An=An Bình=Binh Cường=Cuong Dũng=Dung Hà=Ha Hải=Hai Hùng=Hung Lan=Lan Linh=Linh Long=Long "
            "Mai=Mai Nam=Nam "
            "Phúc=Phuc Quân=Quan Sơn=Son Thảo=Thao Trang=Trang Tú=Tu Việt=Viet Yến=Yen",
        ),
        "CN": (
            "zh",
            "王=Wang 李=Li 张=Zhang 刘=Liu 陈=Chen 杨=Yang 黄=Huang 赵=Zhao 吴=Wu 周=Zhou 徐=Xu 孙=Sun 马=Ma "
            "朱=Zhu 胡=Hu 郭=Guo 何=He "
            "林=Lin 高=Gao 罗=Luo 郑=Zheng 梁=Liang 谢=Xie 宋=Song 唐=Tang 许=Xu 邓=Deng 韩=Han 冯=Feng 曹=Cao",
            "小=Xiao 志=Zhi 建=Jian 文=Wen 国=Guo 明=Ming 海=Hai 春=Chun 秀=Xiu 玉=Yu 丽=Li 伟=Wei 家=Jia "
            "天=Tian 晓=Xiao 美=Mei 俊=Jun "
            "永=Yong 金=Jin 德=De",
            "明=ming 强=qiang 华=hua 军=jun 平=ping 英=ying 兰=lan 芳=fang 辉=hui 龙=long 云=yun 红=hong "
            "生=sheng 林=lin 梅=mei 峰=feng "
            "东=dong 宁=ning 波=bo 燕=yan",
        ),
        "BD": (
            "bn",
            "ইসলাম=Islam হোসেন=Hossain রহমান=Rahman আহমেদ=Ahmed খান=Khan আলী=Ali চৌধুরী=Chowdhury "
            "সরকার=Sarker মিয়া=Mia "
            "উদ্দিন=Uddin শেখ=Sheikh মোল্লা=Molla দাস=Das পাল=Paul বিশ্বাস=Biswas হক=Haque",
            "মোহাম্মদ=Mohammad আবদুল=Abdul নূর=Nur সাই=Sai রা=Ra জা=Ja মা=Ma শা=Sha কা=Ka ফা=Fa তা=Ta না=Na",
            "করিম=karim ফুল=ful হেদ=hed কিব=kib হিদ=hid মাল=mal সান=san রিফ=rif রুক=ruk জমা=jma সিম=sim হিন=hin",
        ),
        "ID": (
            "id",
            "Santoso Wijaya Saputra Setiawan Hidayat Susanto Kusuma Nugroho Pratama Siregar Nasution Lubis "
            "Simanjuntak "
            "Hartono Gunawan Rahayu",
            "Bu Su Ag Dw Ri Wah Yu Har Ha Nur Sri Joko Indra Dian Ari Eka",
            "di yanto us i yono san ni dayat lina hayati wati no yani ana anto sih",
        ),
        "MY": (
            "ms",
            "Abdullah Ismail Ibrahim Hassan Osman Rahman Yusof Ahmad Hamid Aziz Tan Lim Wong Ng Chong Ramasamy",
            "Mohd Muhammad Nur Siti Wan Nik Azi Fai Ro Zul Ham Sha Nor Ami Has Kha",
            "Azlan Hakim Aisyah zah sal slan kifli dan rul aini nah nan lim rul irah",
        ),
        "PH": (
            "tl",
            "Santos Reyes Cruz Bautista Ocampo Garcia Mendoza Torres Flores Ramos Villanueva Castillo Aquino "
            "Navarro "
            "Dimaculangan Macaraeg",
            "Ma Jo Ro An Ri Cris Mary Jun Rey Al Ed Len Di Ger Nes Ben",
            "rie sel berto gelo chard tina Grace mark nald fredo win lyn vina aldo tor jie",
        ),
    }
)
_FAMILY_FIRST, _WITHOUT_SPACE = frozenset({"KH", "VN", "CN"}), frozenset({"CN", "MM"})
_APART = frozenset({"VN"})
COUNTRIES = tuple(_LISTS)


@cache
def parts_of(country: str) -> NameParts:
    """How names of a country are made.

    >>> parts_of("KH").family[0]
    ('សុខ', 'Sok')
    """
    language, family, first, second = _LISTS[country]
    return NameParts(
        language,
        _pairs(family),
        _pairs(first),
        _pairs(second),
        is_family_first=country in _FAMILY_FIRST,
        space="" if country in _WITHOUT_SPACE else " ",
        apart=country in _APART,
    )


def _pairs(words: str) -> tuple[Part, ...]:
    split = (word.partition("=") for word in words.split())
    return tuple((local, latin or local) for local, _, latin in split)
