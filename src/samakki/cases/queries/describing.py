"""What opaque references stand for, in words, as far as the reader may know."""

from collections.abc import Iterable, Mapping

from samakki.access.queries import Officer
from samakki.cases.registries import describers


def described_references(by: Officer, references: Iterable[str]) -> Mapping[str, str]:
    """Words for each reference that `by` may see; the others, and those nobody describes, are left out."""
    by_prefix: dict[str, list[str]] = {}
    for reference in references:
        by_prefix.setdefault(reference.partition("-")[0], []).append(reference)
    found: dict[str, str] = {}
    for prefix, wanted in by_prefix.items():
        if prefix in describers:
            found.update(describers[prefix](by, wanted))
    return found
