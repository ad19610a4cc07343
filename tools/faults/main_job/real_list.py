"""A country states something new, and the list is signed with it: what officers with keys do, whoever hosts the list.

``python -m tools.faults.main_job.real_list NETWORK TELEPHONE``
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from samakki.demo.ceremony import HOST, KEYS, LIST
from samakki.demo.people import PASSPHRASE
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.proposing import state, stated_or_empty
from samakki.exchange.trust.signing import publish, sign
from samakki.sealing.ceremony import CeremonySigner, open_ceremony_key

COUNTRY, DESK = "VN", "VN/POL/BORDER/smuggling"


def change(network: Path, telephone: str) -> None:
    """Another telephone of a desk."""
    folder, now = TrustFolder(network / LIST), datetime.now(UTC)
    before = stated_or_empty(folder, COUNTRY)
    desks = tuple(replace(one, phone=telephone) if str(one.address) == DESK else one for one in before.desks)
    state(folder, replace(before, desks=desks), at=now)
    sign(folder, _key(network, f"{COUNTRY}-directory"))
    publish(folder, _key(network, HOST), at=now)


def _key(network: Path, holder: str) -> CeremonySigner:
    return open_ceremony_key(network / KEYS / f"{holder}.key", PASSPHRASE)


if __name__ == "__main__":
    change(Path(sys.argv[1]), sys.argv[2])
