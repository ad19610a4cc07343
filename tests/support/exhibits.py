"""Synthetic exhibits, hand-overs and events, made through the actions that make real ones."""

import io
from datetime import UTC, datetime, timedelta

from samakki.access.queries import Officer
from samakki.cases import actions
from samakki.cases.actions import Upload
from samakki.cases.domain.custody import Answer, CustodyPurpose, NewMove, NewReply, Party, SealState
from samakki.cases.domain.events import NewEvent
from samakki.cases.domain.exhibits import CheckAnswer, ExhibitKind, FileRole, NewExhibit
from samakki.kernel.dates import PartialDate

ZONE = "Asia/Phnom_Penh"
SEIZED_AT = datetime(2026, 2, 20, 7, 30, tzinfo=UTC)  # 14:30 in Phnom Penh
HOUR = timedelta(hours=1)
PHONE = "ទូរស័ព្ទ Samsung ពណ៌ខ្មៅ, cracked screen, in the blue bag"


def an_exhibit(  # noqa: PLR0913  (what a test may want different, by name)
    by: Officer,
    case: str,
    *,
    description: str = PHONE,
    kind: ExhibitKind = ExhibitKind.PHONE,
    seal: str = "KH-0451",
    seized_by: str = "",
    content: bytes = b"",
    photo: bytes = b"",
    paper: bytes = b"",
    at: datetime = SEIZED_AT,
) -> str:
    """Enter an exhibit that `by` holds, and give its reference."""
    new = NewExhibit(
        kind,
        description,
        at,
        ZONE,
        "House behind the pagoda, second room",
        seized_by=seized_by,
        received_at=at + HOUR if seized_by else None,
        legal_basis="Search warrant 12/2026",
        seal=seal,
        checklist={"label": CheckAnswer.DONE} if kind is not ExhibitKind.DIGITAL_COPY else {},
    )
    given = {FileRole.CONTENT: content, FileRole.PHOTO: photo, FileRole.PAPER: paper}
    files = {role: [Upload(io.BytesIO(one), f"{role.value} ដារា.bin")] for role, one in given.items() if one}
    return actions.add_exhibit(by=by, case=case, new=new, files=files)


def a_move(
    giver: Officer | str,
    receiver: Officer | str,
    *,
    at: datetime = SEIZED_AT + 24 * HOUR,
    seal_before: str = "KH-0451",
    seal_after: str = "KH-0451",
    seal_state: SealState = SealState.INTACT,
    remark: str = "Taken to the exhibit room by car.",
) -> NewMove:
    """A change of hands between officers, or somebody outside in words."""
    return NewMove(
        party(giver),
        party(receiver),
        at,
        ZONE,
        CustodyPurpose.COURT,
        seal_before=seal_before,
        seal_after=seal_after,
        seal_state=seal_state,
        place="Office of the prosecutor",
        condition="Bag whole, screen cracked as before",
        remark=remark,
    )


def party(who: Officer | str) -> Party:
    """An officer, or words for somebody outside."""
    return Party(outside=who) if isinstance(who, str) else Party(officer=who.code)


def a_hand_over(by: Officer, exhibit: str, receiver: Officer, *, at: datetime = SEIZED_AT + 24 * HOUR) -> int:
    """Record giving an exhibit to another officer, and give the number of the event."""
    return actions.hand_over(by=by, exhibit=exhibit, move=a_move(by, receiver, at=at))


def confirmed(by: Officer, exhibit: str, number: int, *, at: datetime = SEIZED_AT + 24 * HOUR) -> None:
    """Confirm a hand-over as its receiver."""
    reply = NewReply(Answer.CONFIRMED, at, "KH-0451", SealState.INTACT, "As described")
    actions.answer_hand_over(by=by, exhibit=exhibit, number=number, reply=reply)


def an_event(
    by: Officer, case: str, *, title: str = "Alleged transport to the border", date: str = "2026-02-20", time: str = ""
) -> str:
    """Add an event, and give its reference."""
    new = NewEvent(title, PartialDate(date), ZONE, time=time, words="អ្នកបើកឡាន said: at night, to the river")
    return actions.add_event(by=by, case=case, new=new)
