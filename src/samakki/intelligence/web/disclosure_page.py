"""The page of a disclosure: exactly what the other desks read, who has the next step, what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samakki.access import queries as officers
from samakki.access.domain.vocabulary import Duty
from samakki.access.web.asking import officer
from samakki.cases.web.wording.values import country_name
from samakki.exchange.queries.mail import standing
from samakki.exchange.web.naming import telephone
from samakki.exchange.web.wording.mail import SENT
from samakki.intelligence import queries
from samakki.intelligence.domain.disclosures import DisclosureState, PartState
from samakki.intelligence.queries.boards import recalls_of
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.queries.disclosures import PartRow
from samakki.intelligence.queries.drafting import reasons_for_second
from samakki.intelligence.web import showing_disclosures as showing
from samakki.intelligence.web.forms.disclosures import ConditionsForm, ConfirmForm
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.wording import Text

UNANSWERED = frozenset({PartState.OFFERED, PartState.UNDELIVERED})
NOT_OUT_YET = frozenset({DisclosureState.DRAFT, DisclosureState.FROZEN, DisclosureState.WAITING, DisclosureState.HELD})


def show_disclosure(
    request: HttpRequest,
    detail: queries.DisclosureDetail,
    *,
    confirm: ConfirmForm | None = None,
    conditions: ConditionsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of a disclosure that was opened."""
    by = officer(request)
    seconds = reasons_for_second(detail.reference) if detail.digest else ()
    state, colour = words.STATES[detail.state]
    may_judge = (
        detail.state is DisclosureState.WAITING
        and by.code not in detail.writers
        and not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE)
    )
    left = (detail.held_until - timezone.now()).total_seconds() if detail.held_until else 0
    context = {
        "detail": detail,
        "reference": detail.reference,
        "bar": showing.bar(detail),
        "state": state,
        "colour": colour,
        "first": showing.package(detail.first),
        "rest": showing.package(detail.rest),
        "desks": [listed(one) for one in detail.recipients],
        "seconds": [words.SECONDS[one] for one in seconds],
        "risks": _risks(detail),
        "may_judge": may_judge,
        "is_own": by.code in detail.writers,
        "confirm": confirm or ConfirmForm(initial={"seen": detail.digest}),
        "conditions": conditions
        or ConditionsForm(
            initial={"conditions": [one.value for one in detail.conditions], "note": detail.conditions_note}
        ),
        "minutes_left": max(int(left // 60) + 1, 0) if left > 0 else 0,
        "parts": [
            {
                "part": one,
                "desk": (desk := listed(one.desk)),
                "phone": telephone(desk.phone),
                "is_unanswered": one.state in UNANSWERED,
                "way": _way(one),
                "state": words.PARTS_SENT[one.state][0],
                "colour": words.PARTS_SENT[one.state][1],
                "reason": {one.value: said for one, said in words.DECLINES.items()}.get(one.reason, ""),
            }
            for one in detail.parts
        ],
        "recalls": [
            {"recall": one, "scope": words.SCOPES[one.scope][0], "reason": words.RECALL_REASONS[one.reason]}
            for one in recalls_of(detail.reference)
        ],
        "may_agree": not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE),
        "by": by.code,
        "releases": [showing.release(one) for one in queries.releases_asked_of(detail.reference)],
        "has_left": detail.state not in NOT_OUT_YET,
        "way": [{"title": words.STEPS[one.step], "at": one.at, "by": one.by, "text": one.note} for one in detail.steps],
        "names": officers.names_of([detail.created_by, detail.confirmed_by, *(one.by for one in detail.steps)]),
    }
    return render(request, "intelligence/disclosure.html", context, status=status)


def _way(part: PartRow) -> tuple[Text, str]:
    """Where the message to a desk that has not answered stands, with a colour; empty where that is not known."""
    found = standing(part.message) if part.message and part.state in UNANSWERED else None
    state = found.desks.get(part.desk) if found else None
    return SENT[state[0].value][:2] if state else ("", "")


def _risks(detail: queries.DisclosureDetail) -> list[dict[str, object]]:
    return [
        {"country": country_name(country), "question": words.QUESTIONS[question], "answer": words.ANSWERS[said]}
        for country, some in sorted(detail.answers.items())
        for question, said in some.items()
        if country in {one[:2] for one in detail.recipients}
    ]
