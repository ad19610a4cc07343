"""What must hold when a schedule of the main job is over, by the books of all nodes."""

from collections import Counter
from collections.abc import Iterator

from samakki.access import audit
from samakki.access.models import AuditEntry
from samakki.cases.models import Case
from samakki.entities.models import Entity, Import, Statement
from samakki.exchange.domain.delivery import Sent as State
from samakki.exchange.models import Addressee, Inbox, Landing, Message
from samakki.intelligence.models import (
    Disclosure,
    DisclosurePart,
    Emergency,
    Filing,
    ItemKey,
    Recall,
    ReceivedDisclosure,
    ReleaseRequest,
    Report,
    ReportItem,
)
from samakki.intelligence.queries.boards import board
from samakki.matching.models import Compared, Judgement, JudgementStep
from tools.faults.exchange.disclosing import states_after
from tools.faults.exchange.nodes import SimNode
from tools.faults.exchange.schedule import Sent
from tools.faults.main_job import judging_danger
from tools.faults.main_job.play import MainPlay
from tools.faults.main_job.told import OTHERS, SECRETS, Person

THERE = frozenset({State.DELIVERED, State.OPENED, State.ANSWERED, State.DECLINED})
OVER = THERE | {State.REFUSED, State.EXPIRED, State.FAILED, State.RECALLED}
SENT_ANEW = frozenset({"send_disclosure", "confirm_disclosure"})  # after it was undone
NEVER_TWICE = (
    "register_source", "start_report", "grade_report", "open_case", "file_in_case", "judge", "start_disclosure",
    "send_disclosure", "confirm_disclosure", "receive_disclosure", "accept_disclosure", "decline_disclosure",
    "receive_emergency", "send_emergency", "start_import", "import_written", "import_accepted",
    "ask_release", "answer_release", "recall_disclosure", "agree_to_recall", "note_answer",
)  # fmt: skip
ONE_EACH = {"open_case": Case, "start_report": Report, "start_disclosure": Disclosure, "send_emergency": Emergency}


def judge(play: MainPlay, person: Person, beginning: str) -> list[str]:
    """Everything that is wrong."""
    faults = [f"{node.name}: {one}" for node in play.nodes for one in _at(play, node, _of_node)]
    home = play.nodes[0]
    faults += _at(play, home, lambda _play, _node: _at_home(person, beginning))
    faults += _letters(play)
    faults += _disclosures(play)
    faults += judging_danger.emergencies(play)
    faults += judging_danger.requests(play)
    return faults


def messages(play: MainPlay) -> list[Sent]:
    """Every message of the schedule, for the ledger to count."""
    found = []
    for node in play.nodes:
        with node.at_work():
            found += [
                Sent(reference, node.name, (), "", "")
                for reference in Message.objects.values_list("reference", flat=True)
            ]
    return found


def _at(play: MainPlay, node: SimNode, ask: object) -> list[str]:
    with node.at_work():
        return list(ask(play, node))  # type: ignore[operator]  # one of the functions below


def _of_node(play: MainPlay, _node: SimNode) -> Iterator[str]:
    """The log of a node is whole, has each act once, and a line for each thing."""
    audit.sequence()
    audit.checkpoint()
    report = audit.verify()
    if not report.is_ok:
        yield f"the audit log is not whole: {report.first_bad}"
    if report.unsequenced:
        yield f"{report.unsequenced} entries of the log have no place"
    rows = AuditEntry.objects.filter(action__in=NEVER_TWICE, outcome="done").values_list("action", "reference")
    logged = Counter(rows)
    for (action, reference), times in logged.items():
        if not reference.startswith("EM-") and times > _at_most(action, reference):
            yield f"{action} of {reference} stands {times} times in the log"
    for action, table in ONE_EACH.items():
        told = AuditEntry.objects.filter(action=action, outcome="done").values_list("reference", flat=True)
        there = table.objects.values_list("reference", flat=True)  # type: ignore[attr-defined]  # a model
        arrived = set(Report.objects.filter(received__isnull=False).values_list("reference", flat=True))
        if set(told) ^ (set(there) - (arrived if table is Report else set())):
            yield f"{table.__name__} and the log differ: {sorted(set(told) ^ set(there))}"
    if Compared.objects.filter(asked_at__isnull=False).exists():
        yield "something waits to be compared and nobody compares it"
    if failed := Compared.objects.filter(model="failed").count():
        yield f"{failed} could not be compared"


def _at_most(action: str, reference: str) -> int:
    """How often an act may stand in the log about one thing, by what there is of it."""
    if action in SENT_ANEW:
        return 1 + AuditEntry.objects.filter(action="undo_disclosure", reference=reference, outcome="done").count()
    recalls = Recall.objects.filter(disclosure__reference=reference)
    there = {
        "recall_disclosure": recalls,
        "agree_to_recall": recalls.exclude(agreed_by=""),
        "note_answer": DisclosurePart.objects.filter(disclosure__reference=reference),
        "ask_release": ReleaseRequest.objects.filter(received__reference=reference),
        "answer_release": ReleaseRequest.objects.filter(disclosure__reference=reference),
    }
    return there[action].count() if action in there else 1


def _at_home(person: Person, beginning: str) -> Iterator[str]:
    """What was written stands there once and whole; within the node."""
    report = Report.objects.filter(headline=SECRETS["headline"])
    counts: dict[str, tuple[int, int]] = {"reports": (report.count(), 1), "cases": (Case.objects.count(), 1)}
    counts["filings"] = Filing.objects.filter(taken_out_at=None).count(), 1
    withdrawn = JudgementStep.objects.filter(kind="withdrawn").values("judgement")
    counts["judgements"] = Judgement.objects.exclude(pk__in=withdrawn).count(), 1
    named = Statement.objects.filter(prop="name", value=person.name, withdrawn_at=None)
    counts["names of the person"] = named.count(), 1
    if beginning == "a file":
        row = Import.objects.get()
        if row.state != "accepted":
            yield f"the import is {row.state}"
        people = Entity.objects.filter(schema="Person", source=row.source)
        counts["people of the file"] = people.count(), len(OTHERS) + 1
        names = set(Statement.objects.filter(entity__in=people, prop="name").values_list("value", flat=True))
        counts["names of the file"] = len(names), len(OTHERS) + 1
    else:
        items = Counter(ReportItem.objects.filter(report__in=report).values_list("raw", flat=True))
        if twice := [one for one, times in items.items() if times > 1]:
            yield f"items stand twice: {len(twice)}"
        for schema in ("Person", "UserAccount", "Address"):
            counts[schema] = Entity.objects.filter(schema=schema, source__reference=report[0].reference).count(), 1
    for what, (found, wanted) in counts.items():
        if found != wanted:
            yield f"{found} {what}, not {wanted}"
    if half := Entity.objects.filter(schema="Person", statements=None).count():
        yield f"{half} people without a word about them"


def _letters(play: MainPlay) -> Iterator[str]:
    """Every message is at its desk once, or refused or given up for a reason that its sender's node says."""
    came: Counter[tuple[str, str]] = Counter()
    for node in play.nodes:
        with node.at_work():
            came.update(Landing.objects.values_list("message__digest", "desk"))
    sent = set()
    for node in play.nodes:
        with node.at_work():
            for one in Addressee.objects.select_related("message"):
                sent.add(one.message.digest)
                state, times = State(one.state), came[one.message.digest, one.desk] if one.message.digest else 0
                is_excused = node.name in play.out or any(name in one.desk for name in play.out)
                if state not in OVER and not is_excused:
                    yield f"{node.name}: {one.message.type} {one.message.reference} is {state.value} for {one.desk}"
                if state in OVER - THERE and not one.reason and not is_excused:
                    yield f"{node.name}: {one.message.reference} is {state.value} for {one.desk}, and not said why"
                if state in THERE and times != 1:
                    yield f"{node.name}: {one.message.reference} is {state.value} and is {times} times at {one.desk}"
    for node in play.nodes:
        with node.at_work():
            for digest in set(Inbox.objects.values_list("digest", flat=True)) - sent:
                yield f"{node.name} has a message that nobody sent: {digest:.12}"


def _disclosures(play: MainPlay) -> Iterator[str]:
    """Each disclosure is once at each desk, and what was taken back is nowhere that the board does not name."""
    arrived: Counter[tuple[str, str]] = Counter()
    answers, copies = {}, {}
    for node in play.nodes:
        with node.at_work():
            for one in ReceivedDisclosure.objects.filter(kind="offer"):
                arrived[one.originator_reference, one.desk] += 1
                answers[one.originator_reference, one.desk] = one.state
                copies[one.originator_reference, one.desk] = {
                    copy.item: copy.state for copy in one.holdings.all()
                }  # fmt: skip
            if ItemKey.objects.filter(holding__state__in=("erased", "declined")).exclude(wrapped=b"").exists():
                yield f"{node.name} erased a copy and has its key"
    for (reference, desk), times in arrived.items():
        if times > 1:
            yield f"{reference} came {times} times to {desk}"
    for node in play.nodes:
        with node.at_work():
            for part in DisclosurePart.objects.select_related("disclosure"):
                yield from _part(play, node, part, answers, copies)


def _part(
    play: MainPlay, node: SimNode, part: DisclosurePart, answers: dict[tuple[str, str], str],
    copies: dict[tuple[str, str], dict[str, str]],
) -> Iterator[str]:  # fmt: skip
    row, key = part.disclosure, (part.disclosure.reference, part.desk)
    there = answers.get(key)
    if {node.name, part.desk.rpartition("/AHTJPD")[0]} & play.out:
        return
    if row.state in {"draft", "frozen", "waiting", "stopped"}:
        if there is not None:
            yield f"{row.reference} never left and is at {part.desk}"
        return
    if part.state == "undelivered":
        if there is not None:
            yield f"{row.reference} is undelivered to {part.desk}, where it is {there}"
        return
    if there is None and not Recall.objects.filter(disclosure=row).exists():
        yield f"{row.reference} ({part.state}) never came to {part.desk}"
    if there in {"accepted", "declined"} and part.state != there:
        yield f"{row.reference} was {there} at {part.desk} and is {part.state} at {node.name}"
    recalls = list(Recall.objects.filter(disclosure=row, is_waiting=False, refused_by="").order_by("pk"))
    if not recalls or there in {None, "declined"}:
        return
    yield from _taken_back(node, part, recalls, copies[key])


def _taken_back(node: SimNode, part: DisclosurePart, recalls: list[Recall], there: dict[str, str]) -> Iterator[str]:
    from samakki.intelligence.domain.recalls import RecallScope  # noqa: PLC0415  (one use)

    scopes = [RecallScope(one.scope) for one in recalls]
    is_erased = RecallScope.ERASE in scopes
    wanted = {"erased"} if is_erased else states_after(scopes)
    found = {state for item, state in there.items() if item.isdigit()}
    if found - wanted - {"declined"}:
        yield f"{part.desk} has copies that are {sorted(found)} after {[one.value for one in scopes]}"
    for holder in board(part.disclosure.reference):
        if holder.desk != part.desk:
            continue
        if holder.result is not None and holder.result.value == "asked":
            yield f"the board of {part.disclosure.reference} still waits for {holder.desk} about {holder.item}"
        holds = there.get(holder.item) not in {None, "erased", "withdrawn", "declined"}
        if holds and not holder.is_held and holder.result is not None and holder.result.value != "done":
            yield f"the board of {node.name} says {holder.desk} has nothing of {holder.item}, and it has"
