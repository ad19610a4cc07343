"""About whom nothing may leave the node yet, asked of the subjects that know why."""

from collections.abc import Collection

from samakki.entities import registries
from samakki.entities.domain.protection import PEOPLE
from samakki.entities.models import Entity, Statement


def held_among(entities: Collection[str]) -> tuple[str, ...]:
    """Those of some entities that are about a person of whom nothing may leave; in order of their references.

    A person is the same one under every entry that was judged to be theirs, and under every entry with their code.

    Args:
        entities: references. Of a thing the people count who are named by it: its owner, its holder.
    """
    asked = set(entities)
    held = _held()
    if not asked or not held:
        return ()
    current = Statement.objects.filter(target__reference__in=held, withdrawn_at=None)
    naming = set(current.values_list("entity__reference", flat=True))
    return tuple(sorted(asked & (held | naming)))


def people_among(source: str) -> tuple[str, ...]:
    """References of the people that a source describes; for the node itself."""
    return tuple(Entity.objects.filter(source__reference=source, schema__in=PEOPLE).values_list("reference", flat=True))


def _held() -> set[str]:
    held = {one for answer in registries.held_back.values() for one in answer()}
    if not held:
        return held
    held |= {one for person in held for members in registries.profile_members.values() for one in members(person)}
    codes = Entity.objects.filter(reference__in=held).exclude(protected_code="").values("protected_code")
    return held | set(Entity.objects.filter(protected_code__in=codes).values_list("reference", flat=True))
