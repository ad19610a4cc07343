"""A form that an officer sends counts once: sent again, it shows what it did the first time and does nothing more.

A double click, a page that is loaded again, a browser that tries again after a cut line, a process that ended before
it could answer: each brings the same form a second time. What numbers a form is in ``web.numbers``; where its number is
taken, in ``audit.once``; why so, in docs/adr/0133.

Another form with the same words, to the same address within an hour, is asked about: going back shows a form anew,
with a number of its own, and the browser may have put back into it what was sent.

Not bound: forms that lead to no act (search, a preview, a form with mistakes), acts that are refused, sign-in, and what
programs ask (``node.api.once``).
"""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samakki.access.actions import sending
from samakki.access.web import kept
from samakki.access.web.numbers import ONCE_MORE, content_of, number_of, place_of, words_of
from samakki.ui.errors import Fault, is_fragment, reference_of

Answer = Callable[[HttpRequest], HttpResponseBase]
FORM: Final = "samakki.form"  # in request.META
CONFLICT: Final = 409

SENT_BEFORE: Final = Fault(
    gettext_lazy("This form has already been sent"),
    gettext_lazy(
        "It came a second time: by a double click, a page that was loaded again, or a browser that tried again. It was "
        "done once; now nothing was done."
    ),
    gettext_lazy("Look at what it did. If you want to do it once more on purpose, open the form anew."),
)
SENT_OTHERWISE: Final = Fault(
    gettext_lazy("This form has already been sent"),
    gettext_lazy(
        "It was done once, as it was sent then. What came now says something else, and nothing of it was done."
    ),
    gettext_lazy("Look at what was done first. What you typed now is kept, sealed, for you to send or to throw away."),
)
SENT_UNKEPT: Final = Fault(
    SENT_OTHERWISE.heading,
    SENT_OTHERWISE.why,
    gettext_lazy(
        "Look at what was done first. If you want what you sent now as well, open the form anew and fill it in."
    ),
)


SAME_WORDS: Final = Fault(
    gettext_lazy("You sent the same words here before"),
    gettext_lazy(
        "They went from this page within the last hour, and that was done. If you went back, the browser may have put "
        "them into the form again. Now nothing was done."
    ),
    SENT_OTHERWISE.now,
)


class OnceMiddleware:
    """Has each form of a signed-in officer count once. Stands after the session was found open (``web.middleware``).

    Steps:
        1. The number of the form is read. Where it counted before, or its words did, the view does not run.
        2. The view runs; its first act takes the number.
        3. Where it was taken, where the answer goes is kept beside it.
        4. Where this request took nothing and the number is taken now, another was quicker: answered as in 1.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        with sending.given(None):
            response = self.get_response(request)
        form = request.META.get(FORM)
        if not isinstance(form, sending.Numbered):
            return response
        if sending.keep_answer(form, answer=response.headers.get("Location", ""), status=response.status_code):  # 3
            return response
        before = sending.earlier(form.number, waits=True)  # 4
        return response if before is None else _sent_again(request, form, before)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the view run with its number, or answer in its place."""
        if not request.user.is_authenticated or getattr(view, "csrf_exempt", False):
            return None
        number = number_of(request)
        if not number:
            return None
        place, words = place_of(request), words_of(request)
        form = sending.Numbered(number, content_of(request), request.user.code, place, words)
        before = sending.earlier(number, waits=True)  # 1
        if before is not None:
            return _sent_again(request, form, before)
        same = None if ONCE_MORE in request.POST else sending.same_words(form)
        if same is not None and kept.keep_other(request):
            return _already(request, SAME_WORDS, same, is_kept=True)
        request.META[FORM] = form
        sending.give(form)  # 2
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An act met a number that is taken: what it did is undone. Step 4 answers where more is known by then."""
        form = request.META.get(FORM)
        if not isinstance(exception, sending.AlreadySent) or not isinstance(form, sending.Numbered):
            return None
        return _sent_again(request, form, sending.Earlier(form.content, "", is_running=True))


def _sent_again(request: HttpRequest, form: sending.Numbered, before: sending.Earlier) -> HttpResponse:
    is_same = before.content == form.content
    if is_same and before.answer:
        messages.info(request, _("This form came twice and was done once. This page shows what came of it."))
        return HttpResponseRedirect(before.answer)
    is_kept = not is_same and kept.keep_other(request)
    fault = SENT_BEFORE if is_same else SENT_OTHERWISE if is_kept else SENT_UNKEPT
    return _already(request, fault, before, is_kept=is_kept)


def _already(request: HttpRequest, fault: Fault, before: sending.Earlier, *, is_kept: bool) -> HttpResponse:
    words = {
        "heading": fault.heading,
        "why": fault.why,
        "now": fault.now,
        "reference": reference_of(request),
        "answer": before.answer,
        "kept": reverse("access:kept") if is_kept else "",
    }
    template = "ui/parts/error_content.html" if is_fragment(request) else "access/already_sent.html"
    return render(request, template, words, status=CONFLICT)
