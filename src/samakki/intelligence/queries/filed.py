"""Which reports a search for one case may look into."""

from samakki.intelligence.models import Filing


def filed_whole(case: str) -> tuple[str, ...]:
    """References of reports filed in a case as a whole. For ``entities.registries``; what they open is the policy's."""
    filed = Filing.objects.filter(case_reference=case, item__isnull=True, taken_out_at__isnull=True)
    return tuple(filed.values_list("report__reference", flat=True).distinct())
