"""Refusals of matching in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.ui.wording import Wording

NOT_JUDGED = _("Nothing was judged.")

REFUSALS: Final[Mapping[str, Wording]] = {
    "import-judged": Wording(
        what=_("The import was not undone."),
        why=_("Officers said of what it brought whether it is the same as something else: %(records)s."),
        now=_("Open these entries and take back what was said first, or leave the import as it is."),
    ),
    "same-entity": Wording(
        what=NOT_JUDGED,
        why=_("Both references are of the same entity."),
        now=_("Type the reference of the other one."),
    ),
    "protected-not-judged": Wording(
        what=NOT_JUDGED,
        why=_("One of the two is a protected person. Protected people are not compared with anybody."),
        now=_("If this matters for their safety, talk to the custodian of the record."),
    ),
    "link-not-judged": Wording(
        what=NOT_JUDGED,
        why=_("One of the two is a link between things, and no person or thing of its own."),
        now=_("Judge the people or things that the link connects."),
    ),
    "different-kinds": Wording(
        what=NOT_JUDGED,
        why=_("The two are things of different kinds, so they cannot be the same."),
        now=_("Check the reference, or link them instead."),
    ),
    "draft-not-judged": Wording(
        what=NOT_JUDGED,
        why=_("One of the two comes from an import that nobody has accepted yet."),
        now=_("Accept the import first."),
    ),
    "reason-does-not-fit": Wording(
        what=NOT_JUDGED,
        why=_("This reason does not go with this answer."),
        now=_("Choose a reason that goes with it."),
    ),
    "judgement-not-waiting": Wording(
        what=_("The judgement was not confirmed."),
        why=_("It does not wait for a second officer, or it was taken back."),
        now=_("Open it again to see how it stands."),
    ),
    "own-judgement": Wording(
        what=_("The judgement was not confirmed."),
        why=_("It is your own. A second officer has to say the same."),
        now=_("Ask an officer of the other agency who sees both."),
    ),
    "same-agency-as-first": Wording(
        what=_("The judgement was not confirmed."),
        why=_("Records of two agencies are judged by an officer of each."),
        now=_("Ask an officer of the other agency who sees both."),
    ),
    "judgement-withdrawn-already": Wording(
        what=_("Nothing was changed."),
        why=_("The judgement was taken back before."),
        now=_("Open the entity again to see how it stands."),
    ),
}
