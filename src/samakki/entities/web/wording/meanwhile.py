"""Words for two officers who change one thing at once."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

REFUSALS: Final[Mapping[str, Wording]] = {
    "changed-meanwhile": Wording(
        _("It was not saved."),
        _("Somebody changed it while you were writing."),
        _("Both texts stand on this page. Put together what is right and save again."),
    ),
}
