"""Words for why somebody is kept from a record, why an identity is opened, and what a review found."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.domain.breakglass import Finding
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.membership import GrantReason
from samakki.ui.wording import Text

EXCLUSION_REASONS: Final[Mapping[ExclusionReason, Text]] = {
    ExclusionReason.NAMED_IN_IT: _("Named in it"),
    ExclusionReason.RELATED: _("Related to somebody in it"),
    ExclusionReason.SUSPECTED: _("Alleged to be involved"),
    ExclusionReason.CONFLICT_OF_INTEREST: _("Conflict of interest"),
}

GRANT_REASONS: Final[Mapping[GrantReason, Text]] = {
    GrantReason.COURT_HEARING: _("Court hearing"),
    GrantReason.FORMAL_REQUEST: _("Formal request between states"),
    GrantReason.PROTECTION_MEASURE: _("Protection of the person"),
    GrantReason.TAKE_STATEMENT: _("Taking a statement"),
    GrantReason.REPATRIATION: _("Safe return"),
    GrantReason.SOURCE_REVIEW: _("Review of a source"),
}

FINDINGS: Final[Mapping[Finding, Text]] = {
    Finding.JUSTIFIED: _("Justified"),
    Finding.NOT_JUSTIFIED: _("Not justified: access ends at once"),
}


def finding_words(finding: str) -> Text:
    """What a review found, or that there was none yet."""
    known = {one.value: words for one, words in FINDINGS.items()}
    return known.get(finding, _("Waits for its review"))
