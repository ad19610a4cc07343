"""Who acts on an emergency, read at both ends. Asks no policy: the page or the action opened the record."""

from dataclasses import dataclass
from datetime import datetime

from samakki.intelligence.domain.emergency_acting import Acting, read_acting, told_to
from samakki.intelligence.models import Emergency, EmergencyStanding, ReceivedDisclosure
from samakki.intelligence.queries.emergencies import holders_of


@dataclass(frozen=True, slots=True)
class AskedDesk:
    """A desk that was to be asked, and what it said.

    Attributes:
        is_acting: it says that it acts, or that it does not; None where it said neither.
        since: when it said so.
        asked_at: when it got the emergency; None where it has not, or nothing says when.
        is_untold: which other desks act could not be told it, so somebody has to call.
    """

    desk: str
    is_acting: bool | None
    since: datetime | None
    asked_at: datetime | None
    is_untold: bool


@dataclass(frozen=True, slots=True)
class OtherDesks:
    """Which other desks act, as the desk that sent the emergency says.

    Attributes:
        at: when the newest list came here; None where none did.
        had_some: an earlier list named a desk, and the newest names none.
    """

    acting: tuple[Acting, ...]
    at: datetime | None
    is_seen: bool

    @property
    def had_some(self) -> bool:
        """Whether some other desk acted and none does any more."""
        return self.at is not None and not self.acting


NOBODY = OtherDesks((), None, is_seen=True)


def acting_on(row: Emergency) -> tuple[Acting, ...]:
    """Desks that act, the first first; none of a desk that was told to stop."""
    holders = holders_of(row)
    acts = row.acts.filter(is_acting=True).order_by("since", "pk")
    return tuple(Acting(one.desk, one.since) for one in acts if one.desk in holders)


def has_declined(row: Emergency) -> bool:
    """Whether some desk that has it said that it does not act, or handed it back."""
    return row.acts.filter(is_acting=False, desk__in=holders_of(row)).exists()


def asked_desks(reference: str) -> tuple[AskedDesk, ...]:
    """Every desk of an emergency that was sent from here, in order."""
    row = Emergency.objects.get(reference=reference)
    holders, acting, asked_at = holders_of(row), acting_on(row), _asked_at(row)
    acts = {one.desk: one for one in row.acts.all()}
    news = {one.desk: one for one in row.news.all()}
    found = []
    for desk in row.desks:
        act, told = acts.get(desk) if desk in holders else None, news.get(desk)
        wanted = [one.stored for one in told_to(desk, acting)]
        is_untold = desk in holders and (told.acting if told is not None else []) != wanted
        if told is not None and desk in holders and (not told.message or told.error):
            is_untold = True
        is_acting, since = (act.is_acting, act.since) if act else (None, None)
        found.append(AskedDesk(desk, is_acting, since, asked_at.get(desk), is_untold=is_untold))
    return tuple(found)


def other_desks(row: ReceivedDisclosure) -> OtherDesks:
    """Which other desks act on an emergency that came here; a clock of theirs that runs ahead counts as now."""
    standing = EmergencyStanding.objects.filter(received=row).first()
    if standing is None or standing.at is None:
        return NOBODY
    at = standing.at
    acting = tuple(Acting(one.desk, min(one.since, at)) for one in read_acting(standing.acting) or ())
    return OtherDesks(acting, at, is_seen=standing.seen_at is not None)


def _asked_at(row: Emergency) -> dict[str, datetime]:
    """When desks got an emergency, by desk: kept of the first and the last of them alone."""
    sent = [desk for desk in row.desks if desk in row.messages]
    return {sent[-1]: row.asked_at, sent[0]: row.sent_at} if sent else {}
