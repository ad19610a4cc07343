"""Who takes what arrives in a schedule: the owner that takes, refuses or breaks, and how it is put in place."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO, cast

from samakki.access.registries import before_leaving, vetoes, vetoes_wanted
from samakki.exchange import registries
from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.station import station
from samakki.exchange.domain.steps import watchers
from samakki.node import line_check
from samakki.sealing.chunks import open_chunks
from tools.faults.exchange.nodes import watch
from tools.faults.exchange.noise import Noise

POISON, UNWANTED = "dead", "badd"  # beginnings of markers: the owner breaks on one and refuses the other


@dataclass(slots=True)
class Owners:
    """The owner of what is sent here: takes, refuses or breaks, as the marker says.

    Attributes:
        is_mended: it does not break any more.
        attached: SHA-256 of what came attached, by marker.
    """

    is_mended: bool = False
    attached: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def receive(self, arrived: registries.Arrived) -> registries.Verdict:
        """As ``registries.Owner.receive``, with the effect that the node's own owner has."""
        marker = str(arrived.body["marker"])
        if marker.startswith(UNWANTED):
            return registries.Verdict(accepted=False, code="not-wanted")
        verdict = line_check.receive(arrived)  # the effect comes first: a breaking owner must not leave it behind
        if marker.startswith(POISON) and not self.is_mended:
            raise RuntimeError("the owner breaks")
        if arrived.attachments:
            self.attached[marker] = tuple(self._digests(arrived))
        return verdict

    def _digests(self, arrived: registries.Arrived) -> Iterator[str]:
        fetch = partial(chunk_files.read, station().chunks)
        for one in arrived.attachments:
            digest = hashlib.sha256()
            for piece in open_chunks(one, key=arrived.content_key, fetch=fetch):  # type: ignore[arg-type]  # there
                digest.update(piece)
            yield digest.hexdigest()


@contextmanager
def owned(owners: Owners) -> Iterator[None]:
    """Have messages of the simulation owned, nothing of them vetoed, and every step watched."""
    kept, kept_vetoes, wanted = dict(registries.payload_owners), dict(vetoes), set(vetoes_wanted)
    registries.own_payload("line.check@1", registries.Owner(receive=owners.receive))
    before_leaving("entities: held back", lambda _: ())
    registries.lend_files("noise", _noise)
    watchers.append(watch)
    try:
        yield
    finally:
        watchers.remove(watch)
        registries.attachment_sources.pop("noise")
        registries.payload_owners.clear()
        registries.payload_owners.update(kept)
        vetoes.clear()
        vetoes.update(kept_vetoes)
        vetoes_wanted.clear()
        vetoes_wanted.update(wanted)


def noise(seed: int, size: int, name: str) -> registries.Attached:
    """A file of noise to attach to a message; readable while owners are in place."""
    return registries.Attached("noise", f"{seed}:{size}", name)


def _noise(reference: str) -> BinaryIO:
    seed, _, size = reference.partition(":")
    return cast("BinaryIO", Noise(int(size), seed=int(seed)))
