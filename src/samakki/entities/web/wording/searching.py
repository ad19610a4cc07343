"""Words of the search page."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.searching import Scope
from samakki.entities.queries.search import Found
from samakki.ui.wording import Text, Wording

SCOPES: Final[Mapping[Scope, Text]] = {
    Scope.MINE: _("Records I work on"),
    Scope.ALL: _("Everything that is open to me"),
}
SCOPE_HINTS: Final[Mapping[Scope, Text]] = {
    Scope.MINE: _("Your reports, your cases, and what was sent to you to work on."),
    Scope.ALL: _("Also what others shared with you or opened for you. Say below what for."),
}
FOUND: Final[Mapping[Found, tuple[Text, str]]] = {
    Found.WRITTEN: (_("as written"), "blue"),
    Found.NUMBER: (_("by number"), "blue"),
    Found.SPELLING: (_("other spelling"), "yellow"),
    Found.REFERENCE: (_("by reference"), "blue"),
}
"""Why something was found, and a colour that repeats it."""

REFUSALS: Final[Mapping[str, Wording]] = {
    "purpose-needed": Wording(
        _("Nothing was searched."),
        _("A search beyond your own records needs a purpose."),
        _("Choose what it is for, or search in the records you work on."),
    ),
    "purpose-not-yours": Wording(
        _("Nothing was searched."),
        _("This purpose is not one of your roles’ purposes."),
        _("Choose another one from the list."),
    ),
}
ACTS: Final = {"search_records": _("Searched")}
"""Acts of the audit log."""
