"""References of tasks, which are no records of their own for the policy."""

import secrets

from samakki.cases.models import Task
from samakki.kernel.references import new_reference

BYTES = 5


def new_task_references(count: int) -> list[str]:
    """As many references as wanted, all different and free on this node: "T-7K3QX"."""
    found: dict[str, None] = {}
    while len(found) < count:
        wanted = [new_reference("T", secrets.token_bytes(BYTES)) for _ in range(count - len(found))]
        taken = set(Task.objects.filter(reference__in=wanted).values_list("reference", flat=True))
        found |= dict.fromkeys(one for one in wanted if one not in taken)
    return list(found)
