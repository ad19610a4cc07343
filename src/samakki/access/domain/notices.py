"""What officers are told of, as codes; a page words them."""

from enum import Enum


class NoticeCode(Enum):
    """One kind of notice. Each is about a reference or about the officer's own account."""

    BREAK_GLASS_OPENED = "break_glass_opened"  # somebody opened a record of your desk without being a member
    BREAK_GLASS_REVIEWED = "break_glass_reviewed"  # to who opened it
    MEMBER_ADDED = "member_added"  # you became a member of a record
    IDENTITY_GRANTED = "identity_granted"
    ROLE_CONFIRMED = "role_confirmed"
    ROLE_ENDED = "role_ended"
    RECOVERY_OPENED = "recovery_opened"  # two colleagues are recovering your sign-in: a warning if you did not ask
    RECOVERY_USED = "recovery_used"
    JUDGEMENT_WITHDRAWN = "judgement_withdrawn"  # somebody took back what you judged, or what your word was tied to
    SIGNED_OUT = "signed_out"  # somebody else ended your sessions
