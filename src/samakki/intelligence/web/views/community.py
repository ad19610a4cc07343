"""Community reports: the list, a new one, one, what becomes of it, a lead for the police."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samakki.access import queries as officers
from samakki.access.domain.policy import decide_write
from samakki.access.domain.vocabulary import Compartment, Duty, Purpose, Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.access.web.decisions import open_record
from samakki.access.web.refusals import show_in
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.leads import USES as NEXT_USES
from samakki.intelligence.domain.vocabulary import Use, WarningCode
from samakki.intelligence.queries.marks import community_seen
from samakki.intelligence.web.forms.sources import CommunityForm, LeadForm, UseForm
from samakki.intelligence.web.places import area_name, coarse_place, country_name
from samakki.intelligence.web.views.reports import tell
from samakki.intelligence.web.wording.values import CONCERNS, OBTAINED, OUTCOMES, USES, WARNINGS
from samakki.kernel.dates import PartialDate
from samakki.kernel.marks import MEANWHILE
from samakki.kernel.refusals import Refused

FIELDS = {"text-missing": "told", "text-too-long": "told", "source-not-yours": "source_reference"}
LEAD_FIELDS = {
    "text-missing": "text",
    "text-too-long": "text",
    "lead-desk-unknown": "desk",
    "comparisons-used-up": "text",
}
CHANGEABLE = frozenset({Use.UNDECIDED, Use.OWN_USE, Use.STATISTICS})


@require_GET
@decides.signed_in("community reports routed to the officer, as the policy lets a list show them")
def community_reports(request: HttpRequest) -> HttpResponse:
    """List community reports."""
    by = officer(request)
    rows = [
        {
            "report": one,
            "concern": CONCERNS[one.concern],
            "place": ", ".join(
                part
                for part in (
                    area_name(one.province) if one.province else "",
                    country_name(one.country) if one.country else "",
                )
                if part
            ),
            "use": USES[one.use],
            "outcome": OUTCOMES[one.lead.outcome] if one.lead else "",
        }
        for one in queries.community_reports(by)
    ]
    context = {"rows": rows, "may_write": _may_write(by)}
    return render(request, "intelligence/community_reports.html", context)


@require_http_methods(["GET", "POST"])
@decides.duty(Duty.WRITE)
def new_community_report(request: HttpRequest) -> HttpResponse:
    """Write down what a community told."""
    by = officer(request)
    form = _form(request, by, country=by.desk.address[:2])
    if request.method == "POST" and "places" not in request.POST and form.is_valid():
        try:
            reference = actions.start_community_report(by=by, new=form.new)
        except Refused as problem:
            show_in(form, problem, FIELDS)
        else:
            return _back(request, reference, _("Saved. Only you and the leads of your desk can read it."))
    return _form_page(request, form, {"may_write": _may_write(by)})


@require_GET
@decides.record(surface=Surface.PAGE)
def community_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one community report."""
    detail, by = _opened(request, reference), officer(request)
    lead = detail.lead
    may_agree = not officers.duty_refusals(by, Duty.AUTHORISE_RELEASE)
    context = {
        "detail": detail,
        "reference": reference,
        "concern": CONCERNS[detail.concern],
        "how": OBTAINED[detail.obtained_how],
        "when": PartialDate(detail.obtained_on) if detail.obtained_on else None,
        "place": coarse_place(detail.country, detail.province, detail.district),
        "use": USES[detail.use],
        "lead": lead,
        "outcome": OUTCOMES[lead.outcome] if lead else "",
        "warnings": [(WARNINGS[WarningCode(one.code)][0], one.fragment, one.reason) for one in detail.warnings],
        "is_changeable": detail.use in CHANGEABLE,
        "may_propose": Use.LEAD_PROPOSED in NEXT_USES[detail.use],
        "waits": detail.use is Use.LEAD_PROPOSED,
        "may_agree": may_agree and detail.use is Use.LEAD_PROPOSED,
        "is_writer": by.code in detail.writers or by.code == detail.use_by,
        "form": UseForm(),
        "names": officers.names_of([detail.created_by, detail.use_by]),
    }
    return render(request, "intelligence/community_report.html", context)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def change_community_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what was written down."""
    mark = community_seen(reference)
    detail, by = _opened(request, reference), officer(request)
    form = _form(request, by, country=detail.country, province=detail.province)
    if request.method != "POST":
        form.hold(detail)
        form.begin_with(mark)
    if request.method == "POST" and "places" not in request.POST and form.is_valid():
        try:
            actions.change_community_report(by=by, reference=reference, new=form.new, seen=form.seen_mark)
        except Refused as problem:
            show_in(form, problem, FIELDS)
            if MEANWHILE in problem.reasons:
                mark, now = community_seen(reference), CommunityForm()
                now.hold(_opened(request, reference))
                form.show_meanwhile(mark, now.initial)
        else:
            return _back(request, reference, _("Saved."))
    return _form_page(request, form, {"may_write": True, "reference": reference})


@require_POST
@decides.record(surface=Surface.PAGE)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Decide what becomes of a community report."""
    _opened(request, reference)
    form = UseForm(request.POST)
    if form.is_valid():
        actions.decide_use(by=officer(request), reference=reference, use=form.cleaned_data["use"])
        return _back(request, reference, _("Decided."))
    messages.error(request, _("Choose what becomes of it."))
    return HttpResponseRedirect(reverse("intelligence:community_report", args=[reference]))


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def propose_lead(request: HttpRequest, reference: str) -> HttpResponse:
    """Write a text for the police, answer what may give the informant away, and ask a second person."""
    detail, by = _opened(request, reference), officer(request)
    form = LeadForm(request.POST or None, initial={"text": detail.lead_text, "desk": detail.lead_desk})
    form.offer(queries.lead_desks())
    if request.method == "POST":
        text = request.POST.get("text", "").replace("\0", "")
        used_up = None
        try:
            form.ask_about(actions.check_lead_text(by=by, reference=reference, text=text))
        except Refused as problem:
            if {one.code for one in problem.reasons} != {"comparisons-used-up"}:
                raise
            used_up = problem
        if form.is_valid() and used_up is None:
            try:
                actions.propose_lead(
                    by=by,
                    reference=reference,
                    text=form.cleaned_data["text"],
                    desk=form.cleaned_data["desk"],
                    reasons_to_keep=form.reasons(),
                )
            except Refused as problem:
                show_in(form, problem, LEAD_FIELDS)
            else:
                return _back(request, reference, _("It waits for a second person of your agency."))
        elif used_up is not None:
            show_in(form, used_up, LEAD_FIELDS)
    context = {
        "form": form,
        "reference": reference,
        "detail": detail,
        "place": coarse_place(detail.country, detail.province, detail.district),
        "keeps": [
            (one.fragment, form[f"keep-{number}"], form[f"about-{number}"])
            for number, one in enumerate(getattr(form, "findings", ()))
        ],
    }
    return render(request, "intelligence/lead_propose.html", context, status=400 if form.errors else 200)


@require_POST
@decides.record(surface=Surface.PAGE)
def send_lead(request: HttpRequest, reference: str) -> HttpResponse:
    """Let a lead go to the police, or send it back, as the second person."""
    _opened(request, reference)
    by = officer(request)
    try:
        if "return" in request.POST:
            actions.return_lead(by=by, reference=reference)
            return _back(request, reference, _("It went back. Nothing was sent."))
        actions.send_lead(by=by, reference=reference)
    except Refused as problem:
        tell(request, problem)
        return HttpResponseRedirect(reverse("intelligence:community_report", args=[reference]))
    return _back(request, reference, _("The police desk has it now. You see here what comes of it."))


def _opened(request: HttpRequest, reference: str) -> queries.CommunityDetail:
    open_record(request, reference, Surface.PAGE)
    detail = queries.community_report(officer(request), reference)
    if detail is None:
        raise Http404
    return detail


def _form(request: HttpRequest, by: officers.Officer, *, country: str, province: str = "") -> CommunityForm:
    """The form, with the places of what was chosen so far. "Show its districts" fills them in and saves nothing."""
    chosen = request.POST if request.method == "POST" else None
    country = chosen.get("country", country) if chosen else country
    province = chosen.get("province", province) if chosen else province
    if chosen is not None and "places" in chosen:
        form = CommunityForm(initial=chosen.dict())
        form.initial.pop("places", None)
    else:
        form = CommunityForm(chosen, initial={"country": country})
    form.offer(queries.sources(by), country=country, province=province)
    return form


def _form_page(request: HttpRequest, form: CommunityForm, context: dict[str, object]) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "intelligence/community_form.html", {"form": form, **context}, status=status)


def _back(request: HttpRequest, reference: str, words: str) -> HttpResponseRedirect:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("intelligence:community_report", args=[reference]))


def _may_write(by: officers.Officer) -> bool:
    return not decide_write(officers.viewer(by), Compartment.TIPS, purpose=Purpose.PROTECT, roles=officers.roles())
