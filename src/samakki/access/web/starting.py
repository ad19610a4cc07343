"""What access tells the frame when the node starts: words, places, menu, and what to listen to."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import Duty
from samakki.access.web.asking import duties_of
from samakki.access.web.sign_in import events
from samakki.access.web.views.officers import LOOKING_AFTER
from samakki.access.web.wording.acts import FACTS, fact_in_words
from samakki.access.web.wording.refusals import REFUSALS
from samakki.access.web.wording.values import VALUES
from samakki.ui import navigation, places, wording

Shown = Callable[[HttpRequest], bool]


def register() -> None:
    """Register everything; calling it again changes nothing."""
    wording.register(REFUSALS)
    wording.register(VALUES)
    names = (*FACTS, "kind", "other")
    wording.register_facts({name: _reader(name) for name in names})
    places.register("sign_in", "account_login")
    places.register("sign_out", "account_logout")
    places.register("lock", "access:lock")
    places.register("security", "access:security")
    navigation.register(_("Urgent access"), "access:urgent_access", _has(Duty.BREAK_GLASS), 70)
    navigation.register(_("Officers"), "access:officers", _has(*LOOKING_AFTER), 80)
    navigation.register(_("Exclusions"), "access:exclusions", _has(Duty.EXCLUDE), 85)
    navigation.register(_("Audit log"), "access:audit", _has(Duty.READ_AUDIT), 90)
    events.connect()


def _reader(name: str) -> wording.FactWords:
    return lambda value: fact_in_words("agency_kind" if name == "kind" else name, value)


def _has(*duties: Duty) -> Shown:
    return lambda request: not duties_of(request).isdisjoint(duties)
