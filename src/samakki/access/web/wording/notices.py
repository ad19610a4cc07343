"""Notices in words: what happened, and what the officer may want to do. No name, no content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.domain.notices import NoticeCode
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One kind of notice; the sentence may name the reference as ``%(reference)s``."""

    title: Text
    text: Text


NOTICES: Final[Mapping[NoticeCode, NoticeWords]] = {
    NoticeCode.BREAK_GLASS_OPENED: NoticeWords(
        _("Urgent access to a record of your desk"),
        _("Somebody opened %(reference)s for 24 hours without being a member. It has to be reviewed."),
    ),
    NoticeCode.BREAK_GLASS_REVIEWED: NoticeWords(
        _("Your urgent access was reviewed"),
        _("The review of your urgent access to %(reference)s is finished."),
    ),
    NoticeCode.MEMBER_ADDED: NoticeWords(
        _("You were given access to a record"), _("You are now a member of %(reference)s.")
    ),
    NoticeCode.IDENTITY_GRANTED: NoticeWords(
        _("You may read an identity for a time"),
        _("A custodian opened %(reference)s to you. Every look is recorded and shown to the owner."),
    ),
    NoticeCode.ROLE_CONFIRMED: NoticeWords(
        _("You have a new role"), _("A role that was proposed for you is in force.")
    ),
    NoticeCode.ROLE_ENDED: NoticeWords(_("A role of yours ended"), _("One of your roles is no longer in force.")),
    NoticeCode.RECOVERY_OPENED: NoticeWords(
        _("Colleagues are recovering your sign-in"),
        _("If you did not ask for this, sign out everywhere and tell an overseer at once."),
    ),
    NoticeCode.RECOVERY_USED: NoticeWords(
        _("Your sign-in was recovered"),
        _("A new password was set with two halves of a code. If it was not you, tell an overseer at once."),
    ),
    NoticeCode.JUDGEMENT_WITHDRAWN: NoticeWords(
        _("Two entities are no longer judged to be the same, or different"),
        _("Judgement %(reference)s was taken back. Look again at what you judged about them."),
    ),
    NoticeCode.SIGNED_OUT: NoticeWords(
        _("You were signed out everywhere"), _("Somebody who keeps accounts ended all your sessions.")
    ),
}


def notice_words(code: str, reference: str) -> tuple[str, str]:
    """Title and sentence of one stored notice; a code of a later version reads as its code."""
    known = {kind.value: words for kind, words in NOTICES.items()}.get(code)
    if known is None:
        return code, reference
    return str(known.title), str(known.text) % {"reference": reference}
