"""Words around taking entities out."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.exporting.formats import Format
from samakki.entities.domain.exporting.naming import Whose
from samakki.ui.wording import Text, Wording

NOT_MADE: Final = _("The file was not made.")

REFUSALS: Final[Mapping[str, Wording]] = {
    "export-empty": Wording(
        NOT_MADE,
        _("Nothing of it may leave this node, or there is nothing of that kind."),
        _("Look at the handling of the records, and ask their owner if they may be passed on."),
    ),
    "export-withheld": Wording(
        NOT_MADE,
        _("All of it belongs to other agencies (%(count)s), which have not allowed that it goes anywhere."),
        _("To give it to one desk, ask its owner for a release, then share it with that desk."),
    ),
    "names-not-answered": Wording(
        NOT_MADE,
        _("Of %(count)s names nobody said whose they are."),
        _("Answer for every name. What you do not know, find out before the file leaves."),
    ),
    "held-back": Wording(
        _("Nothing left the node."),
        _(
            "About %(count)s entries in it a prosecutor has not yet answered whether the person did as a victim what "
            "the person is accused of. Until then nobody is called a suspect outside."
        ),
        _("Open the person in the case and ask the prosecutor on the case to answer the check of non-punishment."),
    ),
    "name-of-a-victim": Wording(
        NOT_MADE,
        _("%(count)s names are of a victim, or maybe of one."),
        _("Protect each of these people first. Then make the file: it will hold codes."),
    ),
}

ACTS: Final[Mapping[str, Text]] = {
    "export": _("Made a file to take out of the node"),
    "export_record": _("Took parts of a record out of the node"),
    "leave_out_of_export": _("Left out of a file what its owner has not allowed to go anywhere"),
    "fetch_export": _("Fetched a file that was made to be taken out"),
}

FORMATS: Final[Mapping[Format, Text]] = {
    Format.FOLLOWTHEMONEY: _("FollowTheMoney: everything, for another node or for tools that read it"),
    Format.CSV_EXCEL: _("Table for Excel (CSV)"),
    Format.CSV: _("Table for other programs (CSV)"),
    Format.HTCDS: _("People in the Human Trafficking Case Data Standard (HTCDS 2.0)"),
    Format.GRAPHML: _("Network (GraphML)"),
}

WHOSE: Final[Mapping[Whose, Text]] = {
    Whose.SUSPECT: _("Of a suspect"),
    Whose.WITNESS: _("Of a witness"),
    Whose.OFFICER: _("Of an officer"),
    Whose.OTHER: _("Of somebody else who is no victim"),
    Whose.VICTIM: _("Of a victim, or maybe of one"),
    Whose.NOBODY: _("Not the name of a person"),
}
