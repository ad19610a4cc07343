"""Words for files that are not taken."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

NOT_TAKEN: Final = _("The file was not taken.")

FILES: Final[Mapping[str, Wording]] = {
    "file-empty": Wording(NOT_TAKEN, _("The file has no content."), _("Choose the file again, or another copy of it.")),
    "file-too-large": Wording(
        NOT_TAKEN,
        _("The file is larger than %(megabytes)s MB."),
        _("Make it smaller or split it, or write it down as an exhibit without a file and keep the medium."),
    ),
    "file-active": Wording(
        NOT_TAKEN,
        _("The file can run a program when it is opened: a program, a web page, a drawing or a document with macros."),
        _("Put it into a ZIP archive and add the archive, so that nobody starts it by a slip."),
    ),
    "file-type-not-taken": Wording(
        NOT_TAKEN,
        _("What is in the file is not of a type that is taken here, whatever its name ends in."),
        _("Choose a file of one of these types: %(types)s."),
    ),
}

ACTS: Final = {
    "store_file": _("Stored a file"),
    "read_file": _("Opened a file"),
    "clear_file": _("Deleted the content of a file that had to go"),
}
"""Acts of the audit log."""
