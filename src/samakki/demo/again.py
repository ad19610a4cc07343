"""An older report of the demonstration that names the recruiter in Latin letters, and a near namesake of his.

So a page shows what a possible match looks like: one across scripts that is likely right, and one that is likely wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from django.contrib.auth import get_user_model
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.demo.stories import Story
from samakki.entities import actions as entities
from samakki.entities.domain.statements import NewStatement
from samakki.intelligence import actions as intelligence
from samakki.intelligence.domain.vocabulary import Obtained, SourceKind
from samakki.intelligence.domain.writing import NewItem, NewReport
from samakki.kernel.grades import GradeSystem, NativeGrade

OFFICERS = get_user_model().objects
HIS_AGE, OTHERS_AGE = (36, 40), (49, 51)


@dataclass(frozen=True, slots=True)
class Older:
    """What the older report says, in the country's own words.

    Attributes:
        headline: of the report.
        raw: of its item about the recruiter; the name in it is `latin`.
        sanitised: the same as another desk may read it.
        latin: how that report spells the recruiter's name.
        namesake_raw: of its item about somebody else of nearly that name.
        namesake_sanitised: the same as another desk may read it.
        namesake: who is somebody else.
        born: where the recruiter was born, in the script of the first report and in that of the older one.
        born_elsewhere: where the namesake was.
    """

    headline: str
    raw: str
    sanitised: str
    latin: str
    namesake_raw: str
    namesake_sanitised: str
    namesake: str
    born: tuple[str, str]
    born_elsewhere: str


OLDER: Mapping[str, Older] = MappingProxyType(
    {
        "km": Older(
            "របាយការណ៍ចាស់ពីផ្សារ",
            "បុរសឈ្មោះ Men Vuthi អាយុប្រហែល ៣៨ ឆ្នាំ ជួលឡាននៅផ្សារ។",
            "បុរសម្នាក់ជួលឡាននៅផ្សារ។",
            "Men Vuthi",
            "បុរសម្នាក់ទៀតឈ្មោះ Men Vuthy អាយុ ៥០ ឆ្នាំ លក់ត្រីនៅទីនោះ។",
            "បុរសម្នាក់ទៀតលក់ត្រីនៅទីនោះ។",
            "Men Vuthy",
            ("បាត់ដំបង", "Battambang"),
            "Kampot",
        ),
        "th": Older(
            "รายงานเก่าจากตลาด",
            "ชายชื่อ Somchai Jaidi อายุราว 38 ปี เช่ารถที่ตลาด",
            "ชายคนหนึ่งเช่ารถที่ตลาด",
            "Somchai Jaidi",
            "ชายอีกคนชื่อ Somchai Jaidee อายุ 50 ปี ขายปลาที่นั่น",
            "ชายอีกคนขายปลาที่นั่น",
            "Somchai Jaidee",
            ("ระนอง", "Ranong"),
            "Chiang Mai",
        ),
        "vi": Older(
            "Báo cáo cũ từ chợ",
            "Một người tên Tran Van Bay, khoảng 38 tuổi, thuê xe ở chợ.",
            "Một người đàn ông thuê xe ở chợ.",
            "Tran Van Bay",
            "Một người khác tên Tran Van Bay, 50 tuổi, bán cá ở đó.",
            "Một người khác bán cá ở đó.",
            "Tran Van Bay",
            ("Tây Ninh", "Tay Ninh"),
            "Hải Phòng",
        ),
    }
)


def tell_older(story: Story, *, investigator: str, recruiter: str) -> None:
    """Write the older report, and what is known by now of the recruiter.

    Args:
        story: of the nation.
        investigator: code of who writes.
        recruiter: reference of the recruiter, as the story's report describes him.
    """
    by = OFFICERS.get(code=investigator)
    older = OLDER[story.language]
    entities.add_statements(by=by, entity=recruiter, statements=_said(HIS_AGE, older.born[0]))
    report = intelligence.start_report(
        by=by,
        new=NewReport(
            Purpose.INVESTIGATE_TRAFFICKING,
            f"{older.raw}\n\n{older.namesake_raw}",
            headline=older.headline,
            source_kind=SourceKind.PERSON,
            obtained_how=Obtained.TOLD,
            obtained_on=(timezone.localdate() - timedelta(days=200)).isoformat(),
            language=story.language,
        ),
    )
    told = (
        (older.raw, older.sanitised, older.latin, HIS_AGE, older.born[1]),
        (older.namesake_raw, older.namesake_sanitised, older.namesake, OTHERS_AGE, older.born_elsewhere),
    )
    for raw, sanitised, name, age, born in told:
        grade = NativeGrade.parse("C3", system=GradeSystem.FOUR_BY_FOUR)
        item = intelligence.add_item(by=by, reference=report, new=NewItem(raw, sanitised=sanitised, grade=grade))
        statements = (NewStatement("name", name), *_said(age, born))
        intelligence.capture(by=by, reference=report, item=item, schema="Person", statements=statements)


def _said(age: tuple[int, int], born: str) -> list[NewStatement]:
    low, high = age
    told = f"{low}..{high}@{timezone.localdate().isoformat()}"
    return [NewStatement("gender", "male"), NewStatement("samakki:age", told), NewStatement("birthPlace", born)]
