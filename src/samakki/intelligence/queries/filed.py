"""Which reports a search for one case may look into."""

from collections.abc import Sequence

from samakki.intelligence.domain.states import State
from samakki.intelligence.models import Filing, Report


def filed_whole(case: str) -> tuple[str, ...]:
    """References of reports filed in a case as a whole. For ``entities.registries``; what they open is the policy's."""
    filed = Filing.objects.filter(case_reference=case, item__isnull=True, taken_out_at__isnull=True)
    return tuple(filed.values_list("report__reference", flat=True).distinct())


def files_of_destroyed() -> tuple[str, ...]:
    """References of original files of reports that were destroyed. For ``entities.registries``."""
    gone = Report.objects.filter(state=State.DESTROYED.value).exclude(original_file="")
    return tuple(gone.values_list("original_file", flat=True))


def files_of_standing(files: Sequence[str]) -> tuple[str, ...]:
    """Those of some files that are the original of a report that stands. For ``entities.registries``."""
    kept = Report.objects.filter(original_file__in=files).exclude(state=State.DESTROYED.value)
    return tuple(kept.values_list("original_file", flat=True))
