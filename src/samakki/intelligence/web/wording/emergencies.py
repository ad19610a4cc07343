"""The five lines of an emergency in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Text

LINES: Final[Mapping[str, Text]] = {
    "who": _("Who is in danger"),
    "where": _("Where"),
    "danger": _("What the danger is"),
    "needed": _("What is needed now"),
    "call_back": _("Call back"),
}
