"""A report that may leave, two desks abroad on the same database, and a wire between them."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities.domain.exporting.naming import Whose
from samakki.entities.domain.statements import NewStatement
from samakki.entities.models import Entity, Statement
from samakki.intelligence import actions
from samakki.intelligence.domain.disclosure_answers import Answers, RiskAnswer, RiskQuestion
from samakki.intelligence.domain.disclosure_items import Contents, Part
from samakki.intelligence.models import Disclosure, ReportItem
from samakki.intelligence.queries.packaging import names_to_answer
from tests.actions.intelligence.conftest import Desk
from tests.support.casework import a_report, an_item
from tests.support.wire import THAI, VIET, Wire, open_abroad

NO = dict.fromkeys(RiskQuestion, RiskAnswer.NO)


@dataclass
class Abroad:
    """Who is there, the report, the wire."""

    desk: Desk
    wire: Wire
    report: str
    item: str
    person: str
    others: dict[str, Officer] = field(default_factory=dict)

    @property
    def thai(self) -> Officer:
        """An investigator of the desk that gets it."""
        return self.others[THAI]

    def ticks(self) -> dict[str, tuple[int, ...]]:
        """The name and nothing else of the person."""
        row = Entity.objects.get(reference=self.person)
        return {self.person: tuple(Statement.objects.filter(entity=row, prop="name").values_list("pk", flat=True))}

    def built(
        self,
        *,
        to: tuple[str, ...] = (THAI,),
        part: Part = Part.WHOLE,
        answers: Answers | None = None,
        words: str = "",
        ticks: bool = True,
    ) -> str:
        """A draft with the item and the name ticked, and every question answered."""
        by = self.desk.writer
        reference = actions.start_disclosure(by=by, report=self.report)
        contents = Contents((self.item,), self.ticks() if ticks else {}, "A driver near the river.", part)
        actions.choose_contents(by=by, reference=reference, contents=contents, to=to)
        names = names_to_answer(Disclosure.objects.get(reference=reference))
        said = answers if answers is not None else {one[:2]: NO for one in to}
        actions.answer_questions(
            by=by, reference=reference, answers=said, words=words, names={one.key: Whose.SUSPECT for one in names}
        )
        return reference

    def sent(self, **how: object) -> str:
        """The same, sent by one officer, with the hold still running."""
        reference = self.built(**how)  # type: ignore[arg-type]  # passed on
        actions.freeze_disclosure(by=self.desk.writer, reference=reference)
        row = Disclosure.objects.get(reference=reference)
        actions.send_disclosure(by=self.desk.writer, reference=reference, seen=row.package_digest)
        return reference

    def delivered(self, **how: object) -> tuple[str, str]:
        """The same, after the hold, at the other desk: both references."""
        from samakki.intelligence.models import ReceivedDisclosure  # noqa: PLC0415  (only here)

        reference = self.sent(**how)
        Disclosure.objects.filter(reference=reference).update(held_until=timezone.now() - timedelta(seconds=1))
        self.wire.deliver_all()
        return reference, ReceivedDisclosure.objects.latest("pk").reference


def build(desk: Desk) -> Abroad:
    """An authorised report with one item and a captured person, and two desks abroad. Each test puts the wire in."""
    by = desk.writer
    report = a_report(by, text="SECRETRAW the aunt told it")
    item = an_item(by, report, raw="SECRETRAW Bong Lek drives", sanitised="A man drives a van to the river.")
    person = actions.capture(
        by=by,
        reference=report,
        item=item,
        schema="Person",
        statements=[NewStatement("name", "Chan Lek"), NewStatement("summary", "UNTICKED scar on the hand")],
    )
    actions.grade_report(by=by, reference=report)
    actions.sanitise_report(by=by, reference=report)
    actions.authorise_release(
        by=desk.supervisor, reference=report, feedback_due=timezone.localdate() + timedelta(days=30)
    )
    assert ReportItem.objects.get(reference=item).sanitised
    return Abroad(desk, Wire(), report, item, person, open_abroad(desk.people))


def accepted(abroad: Abroad) -> tuple[str, str, str]:
    """A disclosure at home, the one abroad, and the report abroad."""
    reference, there = abroad.delivered()
    report = actions.accept_offer(by=abroad.thai, reference=there)
    abroad.wire.deliver_all()
    return reference, there, report


def prepared_onward(abroad: Abroad, report: str) -> str:
    """A disclosure of the received item to a third country, everything else in order."""
    thai = abroad.thai
    item = ReportItem.objects.get(report__reference=report)
    actions.grade_report(by=thai, reference=report)
    actions.write_sanitised(by=thai, reference=report, item=item.reference, text="A van drives to the river.")
    actions.sanitise_report(by=thai, reference=report)
    supervisor = abroad.others[f"{THAI} supervisor"]
    actions.authorise_release(by=supervisor, reference=report, feedback_due=timezone.localdate() + timedelta(days=9))
    onward = actions.start_disclosure(by=thai, report=report)
    actions.choose_contents(by=thai, reference=onward, contents=Contents((item.reference,)), to=[VIET])
    actions.answer_questions(by=thai, reference=onward, answers={"VN": NO}, words="", names={})
    return onward
