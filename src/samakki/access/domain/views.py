"""How strong a view is, and on which surfaces compartments, views and bases may show at all.

A record reaches a surface only when all three tables let it: the compartment's, the view's and the basis's. A surface
that is missing from a row is closed, so a new surface starts closed everywhere.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.access.domain.vocabulary import Basis, Compartment, Surface, View

STRENGTH: tuple[View, ...] = (
    View.CODE,
    View.METADATA,
    View.STATUS,
    View.RISK_NOTE,
    View.FITNESS_NOTE,
    View.SERVICE_ROW,
    View.RESULT,
    View.SUMMARY,
    View.DUTY_VIEW,  # what a summary says, and what the defence must be told of
    View.READ_BACK,  # what a summary says, and the words as read back
    View.FULL,
)
"""From the weakest view to the strongest. One order serves all compartments, since no compartment mixes the notes."""

EVERYWHERE = frozenset(Surface)

COMPARTMENT_SURFACES: Mapping[Compartment, frozenset[Surface]] = MappingProxyType(
    {
        # A name or an address that is never listed, counted or exported cannot leak through a list, a count or a file.
        Compartment.VICTIM_IDENTITY: frozenset({Surface.PAGE, Surface.ATTACHMENT}),  # identity documents are files
        Compartment.WHEREABOUTS: frozenset({Surface.PAGE}),
        Compartment.SOURCE_IDENTITY: frozenset({Surface.PAGE}),
        Compartment.CARE: frozenset({Surface.PAGE, Surface.LIST, Surface.ATTACHMENT}),
        # A victim's own words: into a court bundle yes, into a search box or onto a chart no.
        Compartment.STATEMENT: frozenset(
            {Surface.PAGE, Surface.LIST, Surface.COUNT, Surface.EXPORT, Surface.ATTACHMENT, Surface.NOTIFICATION}
        ),
        Compartment.EXHIBITS: EVERYWHERE - {Surface.STATISTIC},
        Compartment.INTELLIGENCE: EVERYWHERE - {Surface.STATISTIC},
        Compartment.CASE_FILE: EVERYWHERE - {Surface.STATISTIC},
        Compartment.SUSPECTS: EVERYWHERE - {Surface.STATISTIC},
        Compartment.REQUESTS: EVERYWHERE - {Surface.STATISTIC, Surface.CHART},
        # What was told but not assessed stays where it was routed to.
        Compartment.TIPS: EVERYWHERE - {Surface.STATISTIC, Surface.CHART, Surface.EXPORT, Surface.API},
        Compartment.PROGRAMME: EVERYWHERE,
        Compartment.AGGREGATES: EVERYWHERE,
        Compartment.LAW: EVERYWHERE,
        Compartment.AUDIT: frozenset({Surface.PAGE, Surface.LIST, Surface.SEARCH, Surface.COUNT, Surface.EXPORT}),
        Compartment.ACCOUNTS: frozenset({Surface.PAGE, Surface.LIST, Surface.SEARCH, Surface.COUNT}),
    }
)

_ROW = frozenset({Surface.PAGE, Surface.LIST, Surface.COUNT, Surface.NOTIFICATION})

VIEW_SURFACES: Mapping[View, frozenset[Surface]] = MappingProxyType(
    {
        View.FULL: EVERYWHERE,
        # No search without the full view: a hit would tell what stands in the part that is not shown. No attachment
        # either, since a file cannot be shown in part.
        View.SUMMARY: _ROW | {Surface.EXPORT},
        View.DUTY_VIEW: _ROW | {Surface.EXPORT},
        View.RESULT: _ROW | {Surface.EXPORT},
        View.SERVICE_ROW: _ROW,
        View.STATUS: _ROW,
        View.CODE: _ROW,
        # Notes about a person's health, danger or words are read in place.
        View.READ_BACK: frozenset({Surface.PAGE}),
        View.FITNESS_NOTE: frozenset({Surface.PAGE}),
        View.RISK_NOTE: frozenset({Surface.PAGE}),
        # Metadata is all there is of an audit entry, so searching it tells nothing more.
        View.METADATA: frozenset({Surface.PAGE, Surface.LIST, Surface.SEARCH, Surface.COUNT, Surface.EXPORT}),
    }
)

BASIS_SURFACES: Mapping[Basis, frozenset[Surface]] = MappingProxyType(
    {
        **dict.fromkeys(Basis, EVERYWHERE),
        Basis.BREAK_GLASS: frozenset({Surface.PAGE, Surface.LIST, Surface.ATTACHMENT}),  # danger is read, not exported
        Basis.GRANT: frozenset({Surface.PAGE, Surface.ATTACHMENT}),
        Basis.SESSION: frozenset({Surface.PAGE}),
    }
)

PROTECTED_SURFACES = EVERYWHERE - {Surface.API, Surface.STATISTIC}
"""Where a record about a protected person may show: not where rows leave in bulk or become numbers."""


_CONTAINED = {(View.DUTY_VIEW, View.SUMMARY), (View.READ_BACK, View.SUMMARY), (View.SUMMARY, View.STATUS)}


def strength(view: View) -> int:
    """Place of `view` in `STRENGTH`, 0 for the weakest."""
    return STRENGTH.index(view)


def contains(view: View, other: View) -> bool:
    """Whether whoever sees `view` learns nothing new from `other`.

    Stricter than `strength`, which only chooses between permits: a note about health is not part of a service row.
    """
    return other in {view, View.CODE} or view is View.FULL or (view, other) in _CONTAINED


def view_on(surface: Surface, view: View, *, is_protected: bool) -> View:
    """What is left of `view` on one surface that already lets the record show.

    A notification is read over a shoulder and a chart is printed: the first carries codes alone, the second draws
    protected persons as codes alone.
    """
    only_code = surface is Surface.NOTIFICATION or (surface is Surface.CHART and is_protected)
    return View.CODE if only_code else view
