"""Throwing away the bytes in which an erased copy was passed on from here, or was about to be."""

from samakki.intelligence.actions.disclosure_rows import state_of, unfreeze
from samakki.intelligence.domain.disclosure_items import THINGS
from samakki.intelligence.domain.disclosures import OUT, DisclosureState
from samakki.intelligence.models import Disclosure, Holding


def forget_packages(copy: Holding) -> None:
    """Empty every package that holds a copy. Digests of what left stay: it can be proven, and is read by nobody here.

    What is held does not leave any more: its bytes are not those that were let go. What is frozen is a draft again.
    """
    report = copy.received.report
    if report is None or not copy.report_item:
        return
    for row in Disclosure.objects.select_for_update(of=("self",)).filter(report=report).order_by("pk"):
        holds = copy.report_item in row.items or (copy.item == THINGS and bool(row.statements))
        if not holds or not bytes(row.package_sealed):
            continue
        if state_of(row) in OUT | {DisclosureState.HELD}:
            row.package_sealed = row.rest_sealed = b""
        else:
            unfreeze(row)
            row.state = DisclosureState.DRAFT.value
        row.save()
