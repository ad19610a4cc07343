"""Two nodes of an exchange over the one database of a test: this one, and another that is only keys and an address."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from samakki.access.models import Officer
from samakki.access.registries import before_leaving, vetoes, vetoes_wanted
from samakki.exchange import registries
from samakki.exchange.actions.station import Station, stand_in
from samakki.exchange.domain.envelopes import OutgoingFile, Store, compose
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.queries import directory
from samakki.exchange.queries.seen import was_seen_before
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.handling import HandlingCode
from samakki.sealing.desks import DeskKeys
from samakki.sealing.keyring import create_keyring
from tests.support.trust import Keys, a_statement, put_in_directory

TYPES = ("line.check", "key.revoked", "trust.update")


@dataclass
class Stations:
    """This node and the other one."""

    here: Station
    there: Station
    officer: Officer
    other_officer: Officer
    arrived: list[registries.Arrived] = field(default_factory=list)
    verdict: registries.Verdict = registries.Verdict(accepted=True)  # noqa: RUF009  (frozen)

    def stand(self, at: Station) -> None:
        """Have a station stand for this node."""
        stand_in(lambda: at)

    def sent(
        self,
        number: int,
        kind: str,
        content: Mapping[str, object],
        *,
        files: Sequence[OutgoingFile] = (),
        store: Store | None = None,
        **more: Any,  # noqa: ANN401  (fields of a header)
    ) -> bytes:
        """An envelope from a desk of the other node to one of this one; the number is its id."""
        now, to = timezone.now(), DeskAddress.parse("KH/POL/AHTJPD/duty")
        header = Header(
            id=UUID(f"0199f0c2-0000-7000-8000-{number:012}"),
            sender=DeskAddress.parse("TH/POL/AHTD/duty"),
            to=(to,),
            type=MessageType.parse(kind),
            thread="TH-2026-1",
            created=now,
            expires=now + timedelta(days=30),
            marking=Marking(codes=(HandlingCode.H0,), purpose="cooperate"),
            **more,
        )
        recipients = self.here.directory.recipients((to,), at=now)
        return compose(header, content, to=recipients, sign=self.there.signing, files=files, store=store).raw

    def receive(self, arrived: registries.Arrived) -> registries.Verdict:
        """Owner of what arrives."""
        self.arrived.append(arrived)
        return self.verdict


@contextmanager
def two_stations(folder: Path, officer: Officer, other_officer: Officer) -> Iterator[Stations]:
    """Both nodes in the directory, a check that lets everything pass, and an owner that takes what comes."""
    now = timezone.now()
    began = now - timedelta(days=30)
    kh, kh_keys = a_statement("KH", desks=("AHTJPD/duty", "AHTJPD/field"), types=TYPES, began=began)
    th, th_keys = a_statement("TH", desks=("AHTD/duty", "AHTD/field"), types=TYPES, began=began)
    put_in_directory(kh, th, dated=now)
    ring = create_keyring(folder / "fields.json")

    def station(name: str, keys: Keys) -> Station:
        return Station(
            NodeName.parse(name), frozenset(keys.desks), keys.nodes[name], DeskKeys(keys.desks.values()),
            directory.Senders(was_seen_before=was_seen_before), ring, folder / name[:2],
        )  # fmt: skip

    kept, wanted, owners = dict(vetoes), set(vetoes_wanted), dict(registries.payload_owners)
    vetoes.clear()
    vetoes_wanted.clear()
    before_leaving("passes", lambda _: ())
    made = Stations(station("KH/POL", kh_keys), station("TH/POL", th_keys), officer, other_officer)
    registries.own_payload("line.check@1", registries.Owner(receive=made.receive))
    made.stand(made.here)
    try:
        yield made
    finally:
        stand_in(None)
        vetoes.clear()
        vetoes.update(kept)
        vetoes_wanted.clear()
        vetoes_wanted.update(wanted)
        registries.payload_owners.clear()
        registries.payload_owners.update(owners)
