"""People for the verbs of intelligence, and what they write."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from samakki.access.models import Officer
from tests.support.people import POLICE, SUPPORT, People
from tests.support.shared import shared
from tests.support.wire import stretch

if TYPE_CHECKING:
    from tests.actions.intelligence.world_of_disclosures import Abroad


@dataclass
class Desk:
    """A police desk and a support desk, with who is needed."""

    people: People
    writer: Officer
    colleague: Officer
    supervisor: Officer
    worker: Officer
    support_lead: Officer


@shared
def desk(people: People) -> Desk:
    return Desk(
        people,
        writer=people.officer("investigator", desk=POLICE),
        colleague=people.officer("investigator", desk=POLICE),
        supervisor=people.officer("supervisor", desk=POLICE),
        worker=people.officer("social_worker", desk=SUPPORT),
        support_lead=people.officer("support_lead", desk=SUPPORT),
    )


@shared
def report_for_abroad(desk: Desk) -> "Abroad":
    from tests.actions.intelligence.world_of_disclosures import build  # noqa: PLC0415  (it needs this module)

    return build(desk)


@pytest.fixture
def abroad(report_for_abroad: "Abroad", monkeypatch: pytest.MonkeyPatch) -> "Abroad":
    report_for_abroad.wire = stretch(monkeypatch, own={POLICE: None})
    return report_for_abroad
