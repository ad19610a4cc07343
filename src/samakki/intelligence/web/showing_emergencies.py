"""What pages of an emergency that came need besides its values: where it stands, who else acts, what may be said."""

from typing import Any

from samakki.exchange.web.naming import telephone
from samakki.intelligence.domain.emergency_acting import refusals_to_answer
from samakki.intelligence.domain.emergency_recalls import Change
from samakki.intelligence.domain.holdings import OfferState
from samakki.intelligence.queries import ReceivedDetail
from samakki.intelligence.queries.desks import listed
from samakki.intelligence.web.wording import disclosure_values as words
from samakki.intelligence.web.wording.emergencies import CAME, TAKEN_ELSEWHERE
from samakki.ui.wording import Text

Words = dict[str, Any]


def offer_words(kind: str, state: OfferState, *, is_taken: bool) -> tuple[Text, str]:
    """Where something that came stands. An emergency is not accepted like an offer: a desk acts or does not."""
    if kind != "emergency":
        return words.OFFERS[state]
    return TAKEN_ELSEWHERE if is_taken and state is OfferState.OFFERED else CAME[state]


def has_unread_news(detail: ReceivedDetail) -> bool:
    """Whether somebody is to say that they read which other desks act; where nobody does, an answer is asked for."""
    has_some = detail.state is OfferState.OFFERED and bool(detail.others.acting)
    return not detail.others.is_seen and (has_some or detail.state is OfferState.ACCEPTED)


def answering(detail: ReceivedDetail) -> Words:
    """An emergency: which other desks act, and what this desk may say."""
    is_over = any(one.change is not Change.CORRECTED for one in detail.changes)
    others = [(listed(one.desk), one.since) for one in detail.others.acting]
    return {
        "others": [
            {"name": desk.name, "phone": desk.phone, "shown": telephone(desk.phone), "since": since}
            for desk, since in others
            if not is_over
        ],
        "nobody_any_more": detail.others.had_some and not is_over and detail.state is not OfferState.DECLINED,
        "told_at": detail.others.at,
        "is_ours": detail.state is OfferState.ACCEPTED,
        "may_take": detail.is_full and not refusals_to_answer(detail.state, acts=True, is_over=is_over),
        "may_decline": detail.is_full and not refusals_to_answer(detail.state, acts=False, is_over=is_over),
    }
