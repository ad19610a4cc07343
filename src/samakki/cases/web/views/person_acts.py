"""What officers do with a person of a case: say what they are, which role is alleged, how old; answer a check."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samakki.access.domain.vocabulary import Surface
from samakki.access.web import decisions as decides
from samakki.access.web.asking import officer
from samakki.cases import actions
from samakki.cases.domain.people import NppFinding
from samakki.cases.domain.vocabulary import AgeStatus, DataSubjectCategory, Role
from samakki.cases.web.acting import Asking, ask
from samakki.cases.web.case_page import open_case_page
from samakki.cases.web.forms.people import AgeForm, CategoryForm, NppForm, ReasonForm, RoleForm
from samakki.cases.web.views.people import found_person
from samakki.cases.web.wording.values import AGES, ALLEGED_ROLES, CATEGORIES

_Member = TypeVar("_Member", DataSubjectCategory, Role)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def categorise(request: HttpRequest, reference: str, entity: str) -> HttpResponse:
    """Say what a person is in the case."""
    page = open_case_page(request, reference, "people")
    row = found_person(page, entity).row
    form = CategoryForm(request.POST if request.method == "POST" else None)
    form.offer(
        one for one in DataSubjectCategory if one not in row.categories and one is not DataSubjectCategory.NOT_ASSESSED
    )

    def do(wanted: dict[str, object]) -> str:
        category = DataSubjectCategory(wanted["category"])
        actions.categorise(
            by=officer(request), case=reference, person=entity, category=category, reason=str(wanted["reason"])
        )
        return _("The person is now also: %(category)s.") % {"category": CATEGORIES[category]}

    asking = Asking(
        gettext_lazy("What is the person in this case?"),
        gettext_lazy("Save"),
        _person_url(reference, entity),
        [
            _("The new category stands beside those that hold; end one on the page before."),
            _("Being smuggled or exploited makes nobody a suspect."),
        ],
        fields={
            "reason-length": "reason",
            "category-held": "category",
            "conviction-needs-suspect": "category",
            "conviction-is-prosecutors": "category",
        },
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def end_category(request: HttpRequest, reference: str, entity: str, category: str) -> HttpResponse:
    """End a category of a person."""
    page = open_case_page(request, reference, "people")
    found_person(page, entity)
    wanted_category = _member(DataSubjectCategory, category)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.end_category(
            by=officer(request), case=reference, person=entity, category=wanted_category, reason=str(wanted["reason"])
        )
        return _("It ended. The history keeps it.")

    asking = Asking(
        _("End “%(category)s”?") % {"category": CATEGORIES[wanted_category]},
        gettext_lazy("End it"),
        _person_url(reference, entity),
        [_("The history keeps it. Nothing that protects the person ends with it.")],
        kind="warning",
        fields={"reason-length": "reason"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def give_role(request: HttpRequest, reference: str, entity: str) -> HttpResponse:
    """Say which role a suspect is alleged to have had."""
    page = open_case_page(request, reference, "people")
    found_person(page, entity)
    form = RoleForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.give_role(
            by=officer(request),
            case=reference,
            person=entity,
            role=Role(wanted["role"]),
            reason=str(wanted["reason"]),
        )
        return _("The alleged role is kept.")

    asking = Asking(
        gettext_lazy("Which role is the person alleged to have had?"),
        gettext_lazy("Save"),
        _person_url(reference, entity),
        [_("“Alleged” stands before it until a judgment. Being smuggled is no role.")],
        fields={"alleged-role-held": "role", "role-needs-suspect": "role", "reason-length": "reason"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def end_role(request: HttpRequest, reference: str, entity: str, role: str) -> HttpResponse:
    """Take an alleged role back."""
    page = open_case_page(request, reference, "people")
    found_person(page, entity)
    wanted_role = _member(Role, role)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.end_alleged_role(
            by=officer(request), case=reference, person=entity, role=wanted_role, reason=str(wanted["reason"])
        )
        return _("It was taken back. The history keeps it.")

    asking = Asking(
        _("Take back “%(role)s”?") % {"role": ALLEGED_ROLES[wanted_role]},
        gettext_lazy("Take it back"),
        _person_url(reference, entity),
        kind="warning",
        fields={"reason-length": "reason"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def set_age(request: HttpRequest, reference: str, entity: str) -> HttpResponse:
    """Say whether a person is under 18."""
    page = open_case_page(request, reference, "people")
    row = found_person(page, entity).row
    initial = {} if row.age is AgeStatus.NOT_ASKED else {"age": row.age.value}
    form = AgeForm(request.POST if request.method == "POST" else None, initial=initial)

    def do(wanted: dict[str, object]) -> str:
        age = AgeStatus(wanted["age"])
        actions.set_age(by=officer(request), case=reference, person=entity, age=age, reason=str(wanted["reason"]))
        return str(AGES[age])

    asking = Asking(
        gettext_lazy("Is the person under 18?"),
        gettext_lazy("Save"),
        _person_url(reference, entity),
        [_("For a child, or perhaps a child, the tasks that protect a child are put on the plan.")],
        fields={"reason-length": "reason"},
    )
    return ask(page, form, asking, do)


@require_http_methods(["GET", "POST"])
@decides.record(surface=Surface.PAGE)
def answer_npp(request: HttpRequest, reference: str, entity: str) -> HttpResponse:
    """Answer, as the prosecutor, whether a presumed victim may be punished."""
    page = open_case_page(request, reference, "people")
    found_person(page, entity)
    form = NppForm(request.POST if request.method == "POST" else None)

    def do(wanted: dict[str, object]) -> str:
        actions.answer_npp_check(
            by=officer(request),
            case=reference,
            person=entity,
            finding=NppFinding(wanted["finding"]),
            reason=str(wanted["reason"]),
        )
        return _("Your answer is kept, with your name.")

    asking = Asking(
        gettext_lazy("May this presumed victim be punished?"),
        gettext_lazy("Answer"),
        _person_url(reference, entity),
        [
            _("This person is a presumed victim and a suspect at once."),
            _("States agreed to consider not holding victims liable for acts directly related to being trafficked."),
            _("Your name stands under the answer. Until then, tell nobody abroad that the person is a suspect."),
        ],
        fields={"reason-length": "reason", "npp-is-prosecutors": "finding"},
    )
    return ask(page, form, asking, do)


def _member(kind: type[_Member], code: str) -> _Member:
    try:
        return kind(code)
    except ValueError:
        raise Http404 from None


def _person_url(reference: str, entity: str) -> str:
    return reverse("cases:person", args=[reference, entity])
