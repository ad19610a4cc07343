"""What begins on a node that is in no trust list: refused in words, and in the log; never a fault."""

from datetime import timedelta

import pytest

from samakki.exchange.actions.queue import queue
from samakki.exchange.models import Message
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refused
from tests.support.people import People


@pytest.mark.django_db
def test_a_message_is_refused_before_anything_is_written(people: People) -> None:
    officer, to = people.officer("investigator"), [DeskAddress.parse("TH/POL/AHTD/duty")]
    with pytest.raises(Refused, match="node-not-in-exchange"):
        queue(
            by=officer, to=to, type="line.check@1.0", body={"marker": "00112233"}, handling={"codes": ["H1"]},
            purpose="trafficking_in_persons", thread="KH-2026-000412", hold=timedelta(),
        )  # fmt: skip
    assert not Message.objects.exists()
