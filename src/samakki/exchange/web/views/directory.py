"""The directory: finding a desk, one desk, and how the trust data behind it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from samakki.access.domain.vocabulary import Duty
from samakki.access.web import decisions as decides
from samakki.exchange.domain.trust.duty import WEEK
from samakki.exchange.domain.trust.statement import Reach
from samakki.exchange.queries import directory, trusted
from samakki.exchange.queries.directory import Desk, Found
from samakki.exchange.web.forms.directory import FindForm
from samakki.exchange.web.naming import clock, country_name, language_name, own_name, place_of, telephone
from samakki.exchange.web.wording.trust import FRESHNESS, PROBLEMS, REACHES, TOPICS, TYPES, WEEKDAYS
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A desk as a page shows it.

    Attributes:
        desk: itself.
        name, agency, country: in the reader's language.
        languages: names.
        phone: in groups; empty for none.
        is_open: whether somebody should answer now.
        time, place: of the clock there.
        opens, closes: when that changes next; None where it does not, or is not known.
        is_stale: nobody checked the entry for a year.
    """

    desk: Desk
    name: str
    agency: str
    country: str
    languages: tuple[str, ...]
    phone: str
    is_open: bool
    time: str
    place: str
    opens: datetime | None
    closes: datetime | None
    is_stale: bool

    @property
    def topics(self) -> list[Text]:
        """What it deals with."""
        return [TOPICS[one] for one in self.desk.listed.deals_with]


@require_GET
@decides.signed_in("desks of every country that takes part: names, hours, telephones of offices; no person")
def find(request: HttpRequest) -> HttpResponse:
    """Find a desk by plain fields."""
    now, listed = timezone.now(), directory.desks()
    form = FindForm(request.GET or None)
    form.offer(listed)
    wanted = Found()
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        wanted = Found(
            country=said["country"],
            language=said["language"],
            deals_with=said["deals_with"],
            may_receive=said["may_receive"],
            open_at=now if said["open_now"] else None,
            words=said["words"],
        )
    found = directory.narrowed(listed, wanted)
    context = {
        "form": form,
        "rows": [shown(one, now) for one in found],
        "count": len(found),
        "is_empty": not listed,
        "is_filtered": wanted != Found(),
        "fresh": directory.freshness(now),
    }
    return render(request, "exchange/directory.html", context, status=400 if form.errors else 200)


@require_GET
@decides.signed_in("one desk of the directory: its country states it for every member to read")
def desk(request: HttpRequest, address: str) -> HttpResponse:
    """Show one desk."""
    found = directory.desk(address)
    if found is None:
        raise Http404
    now = timezone.now()
    contact = directory.desk(found.contact_point) if found.contact_point else None
    node = directory.node(found.node)
    key = directory.desk_key(found.address, at=now)
    context = {
        "row": shown(found, now),
        "hours": [] if found.duty.is_always else hours(found),
        "types": [TYPES[one] for one in found.may_receive if one in TYPES],
        "reach": REACHES[found.reach],
        "contact": shown(contact, now) if contact and contact.address != found.address else None,
        "needs_contact": found.reach is not Reach.DIRECT,
        "can_be_called": bool(node and node.endpoints),
        "key_until": key.vouched_until if key and key.is_usable else None,
        "fresh": directory.freshness(now),
    }
    return render(request, "exchange/desk.html", context)


@require_GET
@decides.duty(Duty.OPERATE_NODE)
def state(request: HttpRequest) -> HttpResponse:
    """Show how fresh the trust data is, who is a member, and what is wrong."""
    fresh = directory.freshness()
    context = {
        "fresh": fresh,
        "words": FRESHNESS[fresh.state],
        "list": trusted.list_state(),
        "own": directory.own(),
        "members": [
            (one, country_name(one.country), PROBLEMS.get(one.problem, one.problem)) for one in trusted.members()
        ],
    }
    return render(request, "exchange/trust.html", context)


def shown(one: Desk, now: datetime) -> Shown:
    """A desk in the reader's language, at this moment."""
    return Shown(
        desk=one,
        name=own_name(one.names),
        agency=own_name(one.agency_names) if one.agency_names else one.agency,
        country=country_name(one.country),
        languages=tuple(language_name(tag) for tag in one.languages),
        phone=telephone(one.phone),
        is_open=one.duty.is_open(now),
        time=clock(one.duty, now),
        place=place_of(one.duty),
        opens=one.duty.opens_next(now),
        closes=one.duty.closes_next(now),
        is_stale=one.is_stale(timezone.localdate(now)),
    )


def hours(one: Desk) -> list[tuple[Text, str]]:
    """Hours of each day of the week, in the time of the place; empty where the desk is closed that day."""
    return [
        (
            WEEKDAYS[day],
            ", ".join(f"{shift.start:%H:%M}–{shift.end:%H:%M}" for shift in one.duty.shifts if day in shift.days),
        )
        for day in WEEK
    ]
