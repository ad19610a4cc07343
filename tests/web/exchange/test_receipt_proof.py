"""The proof of a receipt on the page of its message: for the desk that got the message, and nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access import audit
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain.receipt_proofs import judge
from samakki.exchange.models import Inbox, ReceiptMade
from tests.support.audit_logs import make_log
from tests.support.pages import pseudo_language, untranslated
from tests.support.people import FIELD, People
from tests.support.sign_in import signed_in
from tests.support.stations import Stations, two_stations

pytestmark = pytest.mark.django_db


@pytest.fixture
def stations(people: People, tmp_path: Path) -> Iterator[Stations]:
    with two_stations(tmp_path, people.officer("investigator"), people.officer("supervisor")) as made:
        made.stand(made.here)
        yield made


def test_the_desk_downloads_the_proof_of_its_node(
    stations: Stations, people: People, tmp_path: Path, settings: Settings
) -> None:
    client, stranger = signed_in(stations.officer), signed_in(people.officer("investigator", desk=FIELD))
    make_log(tmp_path / "log", settings)
    take_envelope(stations.here, stations.sent(1, "line.check@1.0", {"marker": "00112233"}), carrier="TH/POL")
    came, receipt = Inbox.objects.get().reference, ReceiptMade.objects.get(kind="R2")
    page, proof = f"/mail/{came}/", f"/mail/{came}/proof/{receipt.digest[:40]}/"
    shown = client.get(page).content.decode()
    assert proof in shown
    assert "The desk: delivered" in shown
    assert "samakki audit check-proof" in shown, "what to do with the file"
    with pseudo_language():
        assert untranslated(client.get(page).content.decode()) == []
    early = client.get(proof, follow=True)
    assert "The line has no place in the log yet." in early.content.decode()
    audit.sequence()
    audit.checkpoint()
    got = client.get(proof)
    assert got["Content-Disposition"] == f'attachment; filename="receipt-R2-{receipt.digest[:16]}.proof"'
    assert judge(got.content, lambda _node, _key: stations.here.signing.public).wrong is None
    assert client.get(f"/mail/{came}/proof/{'0' * 40}/").status_code == 404
    assert stranger.get(proof).status_code == 404
