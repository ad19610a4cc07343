"""Which records hang on a report: its disclosures. For ``access.registries``: who leaves the report leaves them too."""

from samakki.intelligence.models import Disclosure


def disclosures_of_report(reference: str) -> tuple[str, ...]:
    """References of the disclosures made of a report."""
    return tuple(Disclosure.objects.filter(report__reference=reference).values_list("reference", flat=True))
