"""Words for values that are written in one form only: types of messages, moments."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

REFUSALS: Final[Mapping[str, Wording]] = {
    "message-type-form": Wording(
        what=_("This is not a type of message."),
        why=_("A type has a name and a version, such as disclosure.offer@1.0."),
        now=_("Write the name in small letters, then @, then two numbers with a full stop between them."),
    ),
    "moment-form": Wording(
        what=_("This is not a date with a time."),
        why=_("It is written in one form only, in universal time: 2026-11-22T05:00:00Z."),
        now=_("Write year, month and day, a T, the time in universal time, and a Z."),
    ),
}
