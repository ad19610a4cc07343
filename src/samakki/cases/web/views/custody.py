"""Pages of both sides of a hand-over, and of what else happens to an exhibit."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions
from samakki.cases.domain.custody import NOBODY, Answer, CustodyKind, NewMove, NewReply, Party, SealState
from samakki.cases.queries.exhibits import ExhibitRow
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.custody_cells import exhibit_cells, holders_to_choose
from samakki.cases.web.forms.custody import (
    OUTSIDE,
    PURPOSE_OF,
    STATE_OF,
    AnswerForm,
    EndForm,
    HandOverForm,
    MoveForm,
    ReasonForm,
    ReceiveForm,
    ResealForm,
    TakeOverForm,
)
from samakki.cases.web.forms.moments import instant
from samakki.cases.web.views.exhibits import back_to, open_exhibit, upload
from samakki.ui.wording import Text

FIELDS = {
    "custody-time-in-future": "happened_on",
    "custody-receiver-is-giver": "receiver",
    "custody-receiver-not-on-team": "receiver",
    "custody-say-why": "remark",
    "custody-new-seal-missing": "seal_after",
    "custody-received-when": "received_on",
    "custody-received-before-given": "received_on",
    "file-type-not-taken": "paper",
    "file-active": "paper",
    "file-empty": "paper",
    "file-too-large": "paper",
}


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def hand_over(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Record giving an exhibit away, as who holds it."""
    page, row = open_exhibit(request, reference, exhibit)
    by = officer(request)
    form = HandOverForm(*_given(request))
    form.offer(holders_to_choose(by, reference))

    def do(wanted: dict[str, Any]) -> str:
        is_outside = wanted["receiver"] == OUTSIDE
        receiver = Party(outside=wanted["outside"]) if is_outside else Party(officer=wanted["receiver"])
        actions.hand_over(
            by=by, exhibit=exhibit, move=_move(form, Party(officer=by.code), receiver), paper=_paper(wanted)
        )
        if is_outside:
            return _("The hand-over is recorded.")
        return _("The hand-over is recorded, and waits for the receiver to confirm it.")

    words = gettext_lazy("Hand over an exhibit")
    return ask(page, form, _asking(row, words, gettext_lazy("Record the hand-over")), do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def receive(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Record receiving an exhibit back from somebody outside."""
    page, row = open_exhibit(request, reference, exhibit)
    by = officer(request)
    form = ReceiveForm(*_given(request))
    form.offer(())

    def do(wanted: dict[str, Any]) -> str:
        move = _move(form, row.held.holder, Party(officer=by.code))
        actions.hand_over(by=by, exhibit=exhibit, move=move, paper=_paper(wanted))
        return _("You are recorded as holding the exhibit.")

    return ask(page, form, _asking(row, gettext_lazy("Receive an exhibit back"), gettext_lazy("Record it")), do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def answer(request: HttpRequest, reference: str, exhibit: str, number: int) -> HttpResponse:
    """Confirm or dispute a hand-over, as its receiver."""
    page, row = open_exhibit(request, reference, exhibit)
    _waiting(row, number, Answer.CONFIRMED, officer(request).code)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, Any]) -> str:
        reply = NewReply(
            Answer(wanted["answer"]),
            received_at=instant(wanted, "received")[0],
            seal_found=wanted["seal_found"],
            seal_state=STATE_OF.get(wanted["seal_state"], SealState.NOT_CHECKED),
            condition=wanted["condition"],
            remark=wanted["remark"],
        )
        actions.answer_hand_over(by=officer(request), exhibit=exhibit, number=number, reply=reply)
        if reply.answer is Answer.CONFIRMED:
            return _("You are recorded as holding the exhibit.")
        return _("Your answer is recorded. The giver is still recorded as holding the exhibit.")

    asking = _asking(
        row,
        gettext_lazy("Did you receive this exhibit?"),
        gettext_lazy("Send the answer"),
        explanation=(gettext_lazy("Look at the exhibit and read the seal before you answer."),),
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def take_back(request: HttpRequest, reference: str, exhibit: str, number: int) -> HttpResponse:
    """Take a hand-over back that was recorded by mistake, as its giver."""
    page, row = open_exhibit(request, reference, exhibit)
    _waiting(row, number, Answer.TAKEN_BACK, officer(request).code)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, Any]) -> str:
        reply = NewReply(Answer.TAKEN_BACK, remark=wanted["remark"])
        actions.answer_hand_over(by=officer(request), exhibit=exhibit, number=number, reply=reply)
        return _("The hand-over is taken back. It stays in the chain with your reason.")

    asking = _asking(
        row,
        gettext_lazy("Take back a hand-over"),
        gettext_lazy("Take it back"),
        kind="warning",
        explanation=(gettext_lazy("Only where it was recorded by mistake and the exhibit did not leave your hands."),),
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def take_over(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Record holding an exhibit that nobody recorded handing over."""
    page, row = open_exhibit(request, reference, exhibit)
    by = officer(request)
    form = TakeOverForm(*_given(request))

    def do(_wanted: dict[str, Any]) -> str:
        actions.take_over(by=by, exhibit=exhibit, move=_move(form, NOBODY, Party(officer=by.code)))
        return _("You are recorded as holding the exhibit. The gap before is shown.")

    asking = _asking(
        row,
        gettext_lazy("I hold this exhibit"),
        gettext_lazy("Record that I hold it"),
        explanation=(
            gettext_lazy("Use this only where no hand-over to you was recorded. The chain will show the gap."),
        ),
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def reseal(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Record a new seal."""
    page, row = open_exhibit(request, reference, exhibit)
    form = ResealForm(*_given(request))

    def do(_wanted: dict[str, Any]) -> str:
        actions.reseal(by=officer(request), exhibit=exhibit, move=_move(form, NOBODY, NOBODY))
        return _("The new seal is recorded.")

    return ask(page, form, _asking(row, gettext_lazy("Seal it anew"), gettext_lazy("Record the new seal")), do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def end(request: HttpRequest, reference: str, exhibit: str) -> HttpResponse:
    """Record that an exhibit was returned or destroyed."""
    page, row = open_exhibit(request, reference, exhibit)
    by = officer(request)
    form = EndForm(*_given(request))

    def do(wanted: dict[str, Any]) -> str:
        receiver = Party(outside=wanted["outside"]) if wanted["outside"] else NOBODY
        actions.end_custody(
            by=by,
            exhibit=exhibit,
            kind=CustodyKind(wanted["kind"]),
            move=_move(form, Party(officer=by.code), receiver),
            paper=_paper(wanted),
        )
        return _("The end of custody is recorded.")

    asking = _asking(
        row,
        gettext_lazy("Return or destroy an exhibit"),
        gettext_lazy("Record it"),
        kind="warning",
        explanation=(gettext_lazy("This cannot be taken back. The record of the exhibit stays."),),
    )
    return ask(page, form, asking, do)


def _asking(
    row: ExhibitRow, heading: Text, button: Text, *, kind: str = "primary", explanation: tuple[Text, ...] = ()
) -> Asking:
    return Asking(
        heading,
        button,
        back_to(row.case, row.reference),
        explanation=explanation,
        kind=kind,
        fields=FIELDS,
        template="cases/custody_act.html",
        extra={"exhibit": exhibit_cells(row)},
    )


def _move(form: MoveForm, giver: Party, receiver: Party) -> NewMove:
    values = form.cleaned_data
    before = values.get("seal_before", "")
    return NewMove(
        giver,
        receiver,
        form.moment(),
        values["zone"],
        purpose=PURPOSE_OF.get(values.get("purpose", "")),
        seal_before=before,
        seal_after=values.get("seal_after", "") or before,
        seal_state=STATE_OF.get(values.get("seal_state", ""), SealState.NOT_CHECKED),
        place=values.get("place", ""),
        condition=values.get("condition", ""),
        remark=values.get("remark", ""),
    )


def _paper(values: dict[str, Any]) -> actions.Upload | None:
    return upload(values["paper"]) if values.get("paper") else None


def _given(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _waiting(row: ExhibitRow, number: int, answer_wanted: Answer, me: str) -> None:
    """Answer as if there were no page where nothing waits for this officer under that number."""
    waiting = row.held.waiting
    if waiting is None or waiting.number != number:
        raise Http404
    who = waiting.giver if answer_wanted is Answer.TAKEN_BACK else waiting.receiver
    if who.officer != me:
        raise Http404
