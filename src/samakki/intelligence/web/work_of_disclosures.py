"""Rows of "My work" that disclosures, releases, recalls and emergencies put there."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samakki.access.queries import Officer
from samakki.cases.registries import Tab, WorkRow
from samakki.intelligence import queries
from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.domain.emergencies import EmergencyState
from samakki.intelligence.queries import DisclosureRow, EmergencyRow, ReceivedRow, WaitingRelease
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.ui.wording import Text


def to_do(by: Officer) -> Sequence[WorkRow]:
    """Telephones to pick up, disclosures to build and to confirm, erasures, requests of other desks, looking back."""
    return [
        *(_emergency(one, _call(one), _("you sent it")) for one in _uncalled(by)),
        *(
            _disclosure(one, Tab.TO_DO, _("Read what would leave, and let it go or send it back"), _("it needs two"))
            for one in queries.disclosures_to_confirm(by)
        ),
        *(
            _disclosure(one, Tab.TO_DO, _("Go on building it, or send it"), _("you build it"))
            for one in queries.disclosures_in_hand(by)
        ),
        *(
            WorkRow(
                tab=Tab.TO_DO,
                reference=recall,
                title=_("Erasure of a disclosure"),
                next_step=_("Say whether it is to be erased"),
                why=_("it needs two"),
                url=reverse("intelligence:disclosure", args=[reference]),
                at=at,
            )
            for reference, recall, at in queries.recalls_to_agree(by)
        ),
        *(_asked_of_us(one) for one in queries.releases_to_answer(by)),
        *(_unanswered(one, Tab.TO_DO) for one in queries.releases_unanswered(by) if one.is_overdue),
        *(
            _emergency(one, _("Look back at this emergency"), _("you may be the supervisor"))
            for one in queries.emergencies_to_review(by)
        ),
    ]


def incoming(by: Officer) -> Sequence[WorkRow]:
    """What other desks sent and nobody of this desk has answered, and answers to what this officer asked."""
    return [
        *(_received(one) for one in queries.offers_to_answer(by)),
        *(_answered(one) for one in queries.releases_answered(by)),
    ]


def watching(by: Officer) -> Sequence[WorkRow]:
    """What went out and somebody has not answered yet."""
    return [
        *(
            _emergency(one, _state(one), _("you sent it"), tab=Tab.WATCHING)
            for one in queries.emergencies_unanswered(by)
        ),
        *(
            _emergency(one, _("Other desks have to answer"), _("you sent it"), tab=Tab.WATCHING)
            for one in queries.emergencies_changed(by)
        ),
        *(
            _disclosure(one, Tab.WATCHING, _waits_for(one), _("you built it"))
            for one in queries.disclosures_watched(by)
        ),
        *(_unanswered(one, Tab.WATCHING) for one in queries.releases_unanswered(by) if not one.is_overdue),
    ]


def _asked_of_us(one: WaitingRelease) -> WorkRow:
    """A request of another desk. Near its day those who cannot answer it themselves are told as well."""
    step = _("Answer the other desk") if one.may_answer else _("Have a supervisor answer the other desk")
    if one.is_overdue:
        step = (
            _("The day has passed: answer the other desk")
            if one.may_answer
            else _("The day has passed: have a supervisor answer the other desk")
        )
    return WorkRow(
        tab=Tab.TO_DO,
        reference=one.reference,
        title=_("Request for a release"),
        next_step=step,
        why=_("your desk owns it"),
        url=reverse("intelligence:disclosure_release", args=[one.about, one.reference]),
        due=one.reply_by,
        at=one.at,
    )


def _unanswered(one: WaitingRelease, tab: Tab) -> WorkRow:
    """A request of this desk that its owner has not answered."""
    step = _("Nobody answered by the day you set: ask again, or withdraw it")
    return WorkRow(
        tab=tab,
        reference=one.reference,
        title=_("Request for a release"),
        next_step=step if one.is_overdue else _("The owner has to answer"),
        why=_("you asked") if one.is_own else _("your desk asked"),
        url=reverse("intelligence:received", args=[one.about]),
        due=one.reply_by,
        at=one.at,
    )


def _answered(one: WaitingRelease) -> WorkRow:
    return WorkRow(
        tab=Tab.INCOMING,
        reference=one.reference,
        title=_("Request for a release"),
        next_step=_("The owner answered: see what you may do"),
        why=_("you asked"),
        url=reverse("intelligence:received", args=[one.about]),
        at=one.at,
    )


def _uncalled(by: Officer) -> list[EmergencyRow]:
    return [one for one in queries.emergencies_unanswered(by) if one.state is EmergencyState.UNANSWERED]


def _call(one: EmergencyRow) -> Text:
    return _state(one) if one.is_declined else _("Nobody answers: call them")


def _state(one: EmergencyRow) -> Text:
    return words.emergency_words(one.state, is_declined=one.is_declined)[0]


def _waits_for(one: DisclosureRow) -> str:
    if one.state is DisclosureState.HELD:
        return _("It leaves by itself; you can still undo it")
    if one.state is DisclosureState.WAITING:
        return _("A second person reads it")
    return _("Other desks have to answer")


def _disclosure(one: DisclosureRow, tab: Tab, step: str, why: str) -> WorkRow:
    return WorkRow(
        tab=tab,
        reference=one.reference,
        title=_("Disclosure"),
        next_step=step,
        why=why,
        url=reverse("intelligence:disclosure", args=[one.reference]),
        at=one.changed_at,
    )


def _received(one: ReceivedRow) -> WorkRow:
    is_emergency = one.kind == "emergency"
    return WorkRow(
        tab=Tab.INCOMING,
        reference=one.reference,
        title=_("Life at risk") if is_emergency else _("Disclosure from another desk"),
        next_step=_next_of(one),
        why=_("it came to your desk"),
        url=reverse("intelligence:received", args=[one.reference]),
        due=timezone.localdate() if is_emergency else None,
        at=one.received_at,
    )


def _next_of(one: ReceivedRow) -> str:
    if not one.is_full:
        return _("See that somebody of your desk answers it")
    if one.is_taken:
        return _("Another desk has it: read it, and say that you know")
    return _("Act, and say that you act") if one.kind == "emergency" else _("Accept it or decline it")


def _emergency(one: EmergencyRow, step: object, why: str, *, tab: Tab = Tab.TO_DO) -> WorkRow:
    return WorkRow(
        tab=tab,
        reference=one.reference,
        title=_("Life at risk"),
        next_step=str(step),
        why=why,
        url=reverse("intelligence:emergency", args=[one.reference]),
        due=timezone.localtime(one.review_due_at).date() if tab is Tab.TO_DO else None,
        at=one.sent_at,
    )
