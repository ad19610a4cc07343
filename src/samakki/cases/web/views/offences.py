"""The two questions, elements of each crime, and what supports them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions, queries
from samakki.cases.domain.elements import Element, Standing
from samakki.cases.domain.vocabulary import HypothesisAnswer, Offence
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.cases import AnswerForm
from samakki.cases.web.forms.people import AssessForm, SupportForm
from samakki.cases.web.wording import elements as wording
from samakki.cases.web.wording.values import ANSWERS, OFFENCES


@require_GET
@decides.record(surface=Surface.PAGE)
def offences(request: HttpRequest, reference: str) -> HttpResponse:
    """Show both questions with their answers, and the elements of each crime."""
    page = open_case_page(request, reference, "offences")
    rows = queries.elements(officer(request), reference)
    answers = {one.offence: one for one in page.case.hypotheses}
    history = [one for one in queries.story(reference) if one.kind == "hypothesis"]
    context = {
        "questions": [
            {
                "code": offence.value,
                "name": OFFENCES[offence],
                "answer": answers.get(offence),
                "answer_words": ANSWERS[answers[offence].answer] if offence in answers else "",
                "is_live": offence in page.case.offences,
                "elements": [_cells(row) for row in rows if row.offence is offence],
                "history": [
                    (one, ANSWERS[HypothesisAnswer(one.after)]) for one in history if one.about == offence.value
                ],
            }
            for offence in Offence
        ],
        "victims": queries.victims_of(reference),
        "names": access.names_of(code for row in rows for code in (row.by, *(one.by for one in row.supports))),
    }
    return page.show("cases/offences.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def answer(request: HttpRequest, reference: str, offence: str) -> HttpResponse:
    """Answer one of the two questions anew."""
    page = open_case_page(request, reference, "offences")
    wanted_offence = _offence(offence)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.answer_hypothesis(
            by=officer(request),
            case=reference,
            offence=wanted_offence,
            answer=HypothesisAnswer(wanted["answer"]),
            reason=str(wanted["reason"]),
        )
        return _("Your answer is kept, beside the earlier ones.")

    heading = {
        Offence.TRAFFICKING: gettext_lazy("Is it trafficking in persons?"),
        Offence.SMUGGLING: gettext_lazy("Is it smuggling of migrants?"),
    }[wanted_offence]
    asking = Asking(
        heading,
        gettext_lazy("Keep the answer"),
        reverse("cases:offences", args=[reference]),
        [
            _("The other question is not touched: both may stand."),
            _("Nothing that protects a person ends with the answer: codes, categories and tasks stay as they are."),
        ],
        fields={"reason-length": "reason", "answer-unchanged": "answer"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def assess(request: HttpRequest, reference: str, element: str) -> HttpResponse:
    """Say how far an element is shown."""
    page = open_case_page(request, reference, "offences")
    wanted_element = _element(element)
    row = next(one for one in queries.elements(officer(request), reference) if one.element is wanted_element)
    initial = {"standing": row.standing.value, "in_form": row.forms, "words": row.words}
    form = AssessForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(wanted_element)

    def do(wanted: dict[str, object]) -> str:
        actions.assess_element(
            by=officer(request),
            case=reference,
            offence=row.offence,
            element=wanted_element,
            standing=Standing(wanted["standing"]),
            forms=form.cleaned_data.get("in_form", []),
            words=str(wanted["words"]),
        )
        return _("Your assessment is kept, beside the earlier ones.")

    name, meaning = wording.ELEMENTS[wanted_element]
    asking = Asking(
        _("%(offence)s: %(element)s") % {"offence": OFFENCES[row.offence], "element": name},
        gettext_lazy("Keep the assessment"),
        reverse("cases:offences", args=[reference]),
        [meaning],
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def support(request: HttpRequest, reference: str, element: str) -> HttpResponse:
    """Link something to an element."""
    page = open_case_page(request, reference, "offences")
    wanted_element = _element(element)
    form = SupportForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.support_element(
            by=officer(request),
            case=reference,
            element=wanted_element,
            reference=str(wanted["reference"]),
            words=str(wanted["words"]),
            is_against=bool(wanted["is_against"]),
        )
        return _("It is linked to the element now.")

    name, _meaning = wording.ELEMENTS[wanted_element]
    asking = Asking(
        _("What supports “%(element)s”?") % {"element": name},
        gettext_lazy("Link it"),
        reverse("cases:offences", args=[reference]),
        fields={"support-not-available": "reference", "support-linked-already": "reference"},
    )
    return ask(page, form, asking, do)


@require_POST
@decides.record(surface=Surface.PAGE)
def withdraw(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Take a link back."""
    open_case_page(request, reference, "offences")
    actions.withdraw_support(by=officer(request), case=reference, support=number)
    return HttpResponseRedirect(reverse("cases:offences", args=[reference]))


def _cells(row: queries.ElementRow) -> dict[str, object]:
    name, meaning = wording.ELEMENTS[row.element]
    words, colour = wording.STANDINGS[row.standing]
    return {
        "row": row,
        "code": row.element.value,
        "name": name,
        "meaning": meaning,
        "standing": words,
        "colour": colour,
        "forms": [wording.FORMS[code] for code in row.forms],
        "gaps": [wording.GAPS[gap] for gap in row.gaps],
    }


def _offence(code: str) -> Offence:
    try:
        return Offence(code)
    except ValueError:
        raise Http404 from None


def _element(code: str) -> Element:
    try:
        return Element(code)
    except ValueError:
        raise Http404 from None
