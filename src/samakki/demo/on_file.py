"""What Thailand's international desk has on file before the story begins: a rest-house, and the telephone on its gate.

So a lead from abroad meets something that is known here, and Thailand has an answer to give.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from samakki.access.domain.vocabulary import Purpose
from samakki.demo.casework import answer_warnings
from samakki.entities.domain.kinds import LINKS, PHONE_SERVICE, LinkKind
from samakki.entities.domain.places import PlaceKind
from samakki.entities.domain.reading import read_value
from samakki.entities.domain.statements import NewPlace, NewStatement
from samakki.intelligence import actions as intelligence
from samakki.intelligence.domain.vocabulary import Obtained, SourceKind
from samakki.intelligence.domain.writing import NewItem, NewReport
from samakki.kernel.grades import GradeSystem, NativeGrade

OFFICERS = get_user_model().objects
COUNTRY, DISTRICT, PROVINCE = "TH", "TH.2706", "TH-27"
HEADLINE = "บ้านพักใกล้ชายแดนที่มีเบอร์กัมพูชา"
NUMBER = "+855 12 345 007"
"""The telephone that the tutorial's report from Cambodia tells of."""
ITEMS = (
    ("บ้านพักหลังวัด เลยสะพาน รับแขกจากอีกฝั่งตอนกลางคืน", "บ้านพักแห่งหนึ่งใกล้ชายแดนรับแขกตอนกลางคืน"),
    (f"ป้ายหน้าบ้านมีเบอร์โทรศัพท์ {NUMBER}", f"ที่บ้านพักใกล้ชายแดนมีเบอร์โทรศัพท์ {NUMBER}"),
)
HOUSE = "บ้านพักหลังวัด เลยสะพาน"


def put_on_file(*, investigator: str) -> str:
    """Write the report up to the point where the supervisor's word is missing; gives its reference.

    Args:
        investigator: code of who writes, of the international desk.
    """
    by = OFFICERS.get(code=investigator)
    seen_on = timezone.localdate() - timedelta(days=120)
    report = intelligence.start_report(
        by=by,
        new=NewReport(
            Purpose.INVESTIGATE_TRAFFICKING,
            "\n\n".join(raw for raw, _sanitised in ITEMS),
            headline=HEADLINE,
            source_kind=SourceKind.PERSON,
            obtained_how=Obtained.TOLD,
            obtained_on=seen_on.isoformat(),
            language="th",
        ),
    )
    grade = NativeGrade.parse("A1", system=GradeSystem.FOUR_BY_FOUR)
    house_item, phone_item = (
        intelligence.add_item(by=by, reference=report, new=NewItem(raw, sanitised=sanitised, grade=grade))
        for raw, sanitised in ITEMS
    )
    place = NewPlace(
        HOUSE,
        kind=PlaceKind.REST_HOUSE.value,
        country=COUNTRY,
        province=PROVINCE,
        district=DISTRICT,
        described_by="officer",
    )
    house = intelligence.capture(by=by, reference=report, item=house_item, schema="Address", statements=(), place=place)
    number = read_value("UserAccount", "number", NUMBER, country=COUNTRY, on=seen_on)
    said = (number, NewStatement("service", PHONE_SERVICE))
    phone = intelligence.capture(by=by, reference=report, item=phone_item, schema="UserAccount", statements=said)
    form = LINKS[LinkKind.OTHER]
    ends = {form.first: phone, form.second: house}
    intelligence.link_captured(by=by, reference=report, item=phone_item, schema=form.schema, ends=ends)
    intelligence.grade_report(by=by, reference=report)
    answer_warnings(by, report)
    intelligence.sanitise_report(by=by, reference=report)
    return report
