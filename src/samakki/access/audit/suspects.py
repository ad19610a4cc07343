"""Says what happened to a place that is not what the sequencer wrote. Slow: each question may read the whole log."""

from collections.abc import Iterator, Sequence

from samakki.access.audit.pages import PAGE, Page, Place
from samakki.access.audit.report import FirstBad, Why
from samakki.access.audit.stamps import Stamps, place_content
from samakki.access.models import AuditPlace
from samakki.sealing.signing import SigningKey


def bad_stamp(place: Place, keys: Sequence[SigningKey], *, size: int, reach: int, stated_size: int) -> FirstBad:
    """Why the stamp of `place` does not fit it.

    A stamp proves one leaf hash at one position. So this row may belong elsewhere (its stamp fits another position),
    and the rightful row may be elsewhere (a row whose stamp fits this position):

    ==================  ==========================  ===========================
    …                   rightful row is elsewhere   rightful row is gone
    ==================  ==========================  ===========================
    this row belongs    reordered                   dropped; the rest moved up
    elsewhere
    this row belongs    inserted; the rest moved    changed; beyond the stated
    nowhere             down                        size: inserted at the end
    ==================  ==========================  ===========================

    Args:
        place: the row.
        keys: all that ever stamped.
        size: places there are.
        reach: places there may have been.
        stated_size: places that the edge or a checkpoint says there are.
    """
    position = place.position

    def is_stamped(row: Place, where: int) -> bool:
        return Stamps(keys).fit(place_content(where, row.leaf_hash), row.stamp)

    belongs_elsewhere = any(is_stamped(place, where) for where in range(reach))
    has_rightful_row = any(is_stamped(other, position) for other in _all_places(size) if other.position != position)
    why = {
        (True, True): Why.REORDERED,
        (True, False): Why.DROPPED,
        (False, True): Why.INSERTED,
        (False, False): Why.CHANGED if position < stated_size else Why.INSERTED,
    }[belongs_elsewhere, has_rightful_row]
    # Of a dropped entry nothing is left that could be named: the row found here is another one.
    return FirstBad(why, position, position + 1, None if why is Why.DROPPED else place.entry_id)


def bad_entry(place: Place, written_hash: bytes | None) -> FirstBad:
    """Why the entry that `place` names is not the one placed there: exchanged with another one, or changed."""
    is_another = (
        written_hash is not None
        and AuditPlace.objects.filter(leaf_hash=written_hash).exclude(position=place.position).exists()
    )
    why = Why.REORDERED if is_another else Why.CHANGED
    return FirstBad(why, place.position, place.position + 1, place.entry_id)


def _all_places(size: int) -> Iterator[Place]:
    for start in range(0, size, PAGE):
        page = Page(start, min(start + PAGE, size))
        yield from (place for place in page.places() if isinstance(place, Place))
