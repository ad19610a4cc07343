"""Judgements, their reasons, and how properties compare, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.matching.domain.side_by_side import Verdict
from samakki.matching.domain.vocabulary import Judgement, Reason, WithdrawalReason
from samakki.ui.wording import Text

JUDGEMENTS: Final[Mapping[Judgement, tuple[Text, str]]] = {
    Judgement.POSITIVE: (_("Same"), "green"),
    Judgement.NEGATIVE: (_("Not the same"), "red"),
    Judgement.UNSURE: (_("Cannot tell"), "grey"),
}
"""Words and colour of the tag; the words say all, the colour nothing more."""

REASONS: Final[Mapping[Reason, Text]] = {
    Reason.STRONG_KEY: _("The same document, telephone, account or number plate"),
    Reason.SEEN: _("I saw it for myself, or spoke to the person"),
    Reason.SOURCE_SAYS: _("A source says so"),
    Reason.FITS_TOGETHER: _("Name, age, place and the rest fit together"),
    Reason.CANNOT_BOTH_BE: _("Both cannot be true of one: two birth dates on papers, two places at one time"),
    Reason.TOO_LITTLE: _("Too little is known"),
}

WITHDRAWAL_REASONS: Final[Mapping[WithdrawalReason, Text]] = {
    WithdrawalReason.MISTAKEN: _("It was a mistake"),
    WithdrawalReason.NEW_FACTS: _("Something new came to light"),
    WithdrawalReason.NOT_CONFIRMED: _("I see it otherwise than the officer who judged"),
    WithdrawalReason.JUDGED_ANEW: _("The same officer judged again"),
}
CHOOSABLE: Final = tuple(one for one in WithdrawalReason if one is not WithdrawalReason.JUDGED_ANEW)

VERDICTS: Final[Mapping[Verdict, tuple[Text, str]]] = {
    Verdict.AGREES: (_("Agrees"), "green"),
    Verdict.FITS: (_("Could be the same"), "green"),
    Verdict.DIFFERS: (_("Differs"), "red"),
    Verdict.NOTHING_SHARED: (_("Nothing in common"), "grey"),
    Verdict.ONE_SIDE: (_("One side only"), "grey"),
}

ACTS: Final[Mapping[str, Text]] = {
    "judge": _("Judged whether two entities are the same"),
    "confirm_judgement": _("Confirmed a judgement of another agency"),
    "withdraw_judgement": _("Took back a judgement"),
}


def reason_text(code: str) -> Text:
    """Why somebody judged so; a code of a later version reads as its code."""
    return {one.value: words for one, words in REASONS.items()}.get(code, code)


def withdrawal_text(code: str) -> Text:
    """Why a judgement was taken back."""
    return {one.value: words for one, words in WITHDRAWAL_REASONS.items()}.get(code, code)
