"""What a desk sent and received, and the way of one message; its content opens on the page of its record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samakki.access.queries import Officer, listed_among
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.exchange.actions.proving import NotProvable, file_name, prove_receipt, receipts_named
from samakki.exchange.actions.queue import undo
from samakki.exchange.actions.station import NotInExchange, station
from samakki.exchange.queries.mail import MailRow, mail, message
from samakki.exchange.registries import subject_pages
from samakki.exchange.web.naming import desk_name
from samakki.exchange.web.wording.mail import CAME, KINDS, NOT_PROVABLE, SENT, VERDICTS, reason_words, type_words
from samakki.kernel.refusals import Refusal
from samakki.ui.wording import Text, worded


@require_GET
@decides.signed_in("messages of the officer's own desk, without their content")
def list_mail(request: HttpRequest) -> HttpResponse:
    """What the desk sent and received, newest first."""
    by = officer(request)
    rows = [{"row": row, "type": type_words(row.type), "state": _state(row), **_names(row)} for row in mail(by)]
    desk = desk_name(by.desk.address) or by.desk.name
    return render(request, "exchange/mail.html", {"rows": rows, "desk": desk})


@require_GET
@decides.signed_in("a message of the officer's own desk, without its content")
def show_message(request: HttpRequest, reference: str) -> HttpResponse:
    """The way of one message: receipts, tries, why it waits, what to do now."""
    by = officer(request)
    found = message(by, reference)
    if found is None:
        raise Http404
    words, colour, now = _state(found.row)
    desks = [
        (one, desk_name(one.desk), SENT[one.state][0], SENT[one.state][1], reason_words(one.reason), SENT[one.state][2])
        for one in found.desks
    ]
    receipts = [(one, KINDS[one.kind], VERDICTS[one.verdict], reason_words(one.code)) for one in found.receipts]
    logged = [(one, f"{kind}: {verdict}") for one, kind, verdict, _reason in receipts if one.line]
    context = {
        "mail": found,
        "type": type_words(found.row.type),
        "subject_url": _subject_url(by, found.row.subject),
        **_names(found.row),
        "words": words,
        "colour": colour,
        "now": now,
        "why": reason_words(found.row.reason),
        "desks": desks,
        "receipts": receipts,
        "logged": logged,
        "has_proofs": any(one.own for one, _said in logged),
    }
    return render(request, "exchange/message.html", context)


@require_POST
@decides.signed_in("undoing a message of the officer's own desk; the action asks whose it is")
def undo_message(request: HttpRequest, reference: str) -> HttpResponse:
    """Undo a message while it is held."""
    undo(by=officer(request), reference=reference)
    messages.success(request, _("The message was undone. Nothing of it was sent or kept."))
    return HttpResponseRedirect(reverse("exchange:mail"))


@require_GET
@decides.signed_in("a receipt that this node signed about a message of the officer's own desk")
def receipt_proof(request: HttpRequest, reference: str, receipt: str) -> HttpResponse:
    """The proof that a receipt stands in the log, as a file for whoever has the receipt."""
    by = officer(request)
    found = message(by, reference)
    own = {one.own for one in found.receipts if one.own and one.line} if found else set()
    row = next((one for one in receipts_named(reference) if receipt in own and one.digest.startswith(receipt)), None)
    if row is None:
        raise Http404
    try:
        made = prove_receipt(by, station(), row)
    except NotInExchange:
        messages.error(request, str(worded(Refusal("message-not-in-exchange")).why))
        return HttpResponseRedirect(reverse("exchange:message", args=[reference]))
    except NotProvable as problem:
        messages.error(request, str(NOT_PROVABLE[problem.code]))
        return HttpResponseRedirect(reverse("exchange:message", args=[reference]))
    return HttpResponse(
        made,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{file_name(row)}"'},
    )


def _names(row: MailRow) -> dict[str, object]:
    return {"others": [(one, desk_name(one)) for one in row.others]}


def _subject_url(by: Officer, reference: str) -> str:
    """Page of the record that a message is about; empty where no subject has one for it or it does not open for `by`.

    A message shows to everybody of its desk, and its record to those who work on it.
    """
    address = subject_pages.get(reference.partition("-")[0])
    return address(reference) if address and listed_among(by=by, references={reference}) else ""


def _state(row: MailRow) -> tuple[Text, str, Text]:
    return (SENT if row.is_out else CAME)[row.state]
