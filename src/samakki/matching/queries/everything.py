"""Everything the node holds that may be compared, portion by portion. For the node itself: asks no policy."""

from collections.abc import Collection, Iterator

from django.db.models import Max

from samakki.entities.models import Entity, Statement
from samakki.matching.queries.records import Held, records_of

PORTION = 2_000


def open_records(schemata: Collection[str]) -> Iterator[list[Held]]:
    """Entities of these schemata; no drafts, nobody who is protected, and no record that concerns anybody protected."""
    last = 0
    wanted = Entity.objects.filter(
        schema__in=schemata, is_protected=False, resource__is_protected=False, source__is_draft=False
    )
    while numbers := list(wanted.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PORTION]):
        last = numbers[-1]
        held = records_of(numbers)
        yield [held[pk] for pk in numbers if pk in held and held[pk].is_open]


def state_of_everything() -> str:
    """A text that changes whenever something is written, taken back, protected or accepted."""
    said = Statement.objects.aggregate(last=Max("pk"), withdrawn=Max("withdrawn_at"))
    entities = Entity.objects.aggregate(last=Max("pk"))
    hidden = Entity.objects.filter(is_protected=True).count()
    drafts = Entity.objects.filter(source__is_draft=True).count()
    return f"{said['last']}/{said['withdrawn']}/{entities['last']}/{hidden}/{drafts}"
