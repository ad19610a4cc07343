"""The demonstration's trust list, signed as docs/how-to/trust-ceremony.md says, by the functions of ``samakki trust``.

What differs from a real one: all keys lie in one folder, and everybody knows their passphrase. Needs no node.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from samakki.demo import told_names
from samakki.demo.nations import NATIONS
from samakki.demo.people import PASSPHRASE, DemoNation
from samakki.exchange.domain.trust import changing
from samakki.exchange.domain.trust.publication import Publication, digest_of, read_publication
from samakki.exchange.domain.trust.reading import EntryReader
from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.domain.trust.strict import At
from samakki.exchange.domain.trust.writing import write_key
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.proposing import add_country, begin, state, stated_or_empty
from samakki.exchange.trust.signing import publish, sign, verified
from samakki.sealing.ceremony import CeremonySigner, Cost, create_ceremony_key, open_ceremony_key

LIST, KEYS, FIRST_ROOT = "list", "keys", "first-root.sha256"
HOST = "secretariat"
NEEDED = 2
CHEAP = Cost(1, 1, 64)  # the passphrase is printed in the source
CHECK = "line.check"
NEWS = ("key.revoked", "trust.update")  # to the duty desk, which somebody reads day and night
SHARING = (
    "disclosure.offer",
    "disclosure.rest",
    "disclosure.emergency",
    "disclosure.answer",
    "release.request",
    "release.answer",
    "recall.request",
    "recall.answer",
)
"""Types that a desk receives which shares: answers and recalls come back to the desk that sent."""
WORKING_DAYS = [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"}]


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The folder that is carried, and everybody's keys.

    Attributes:
        network: folder of both.
        at: now.
    """

    network: Path
    at: datetime

    @property
    def folder(self) -> TrustFolder:
        """What is carried from country to country, and then hosted."""
        return TrustFolder(self.network / LIST)

    def settle(self, published: Mapping[DemoNation, bytes]) -> str:
        """Begin the list where there is none, bring countries up to date, and date it anew.

        Args:
            published: what each node published of its keys and desks.

        Returns:
            Digest of the first root, which people tell each other by telephone.
        """
        if self.folder.first_root() is None:
            national = [self._key(nation.country).half for nation in NATIONS]
            begin(self.folder, national=national, needed=NEEDED, host=self._key(HOST).half, at=self.at)
        for nation, raw in published.items():
            self._member(nation)
            said = stated(
                nation, read_publication(raw), before=stated_or_empty(self.folder, nation.country), on=self.at
            )
            if said != self.folder.published_statement(nation.country):
                state(self.folder, said, at=self.at)
                sign(self.folder, self._key(f"{nation.country} directory"))
        if {"root", "targets"} & set(self.folder.waiting()):
            for nation in NATIONS[:NEEDED]:
                sign(self.folder, self._key(nation.country))
        publish(self.folder, self._key(HOST), at=self.at)
        verified(self.folder)
        first = self.folder.first_root() or b""
        digest = "".join(digest_of(first).split())
        (self.network / FIRST_ROOT).write_text(digest, "ascii")
        return digest

    def _member(self, nation: DemoNation) -> None:
        """Propose a country that is no member yet."""
        members = self.folder.proposed("targets") or self.folder.role("targets")
        delegated = members.signed.delegations if members else None
        if delegated is None or nation.country not in (delegated.roles or {}):
            add_country(self.folder, nation.country, keys=[self._key(f"{nation.country} directory").half], at=self.at)

    def _key(self, holder: str) -> CeremonySigner:
        path = self.network / KEYS / f"{holder.replace(' ', '-')}.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            create_ceremony_key(path, holder=holder, passphrase=PASSPHRASE, cost=CHEAP)
        return open_ceremony_key(path, PASSPHRASE)


def stated(nation: DemoNation, offer: Publication, *, before: Statement, on: datetime) -> Statement:
    """What a country says of its agencies, its node and its desks."""
    said, read = changing.with_node(before, offer), EntryReader(nation.country)
    for agency in nation.agencies:
        said = changing.with_agency(said, agency.code, agency.kind, told_names.of_agency(agency.name))
    keys = {str(one.address): [write_key(key) for key in one.keys] for one in offer.desks}
    for entry in entries(nation, on=on):
        if entry["address"] in keys:
            said = changing.with_desk(said, read.desk(At({**entry, "keys": keys[entry["address"]]})))
    return said


def entries(nation: DemoNation, *, on: datetime) -> Iterator[dict[str, Any]]:
    """One entry for each desk, in the form of the file that ``samakki trust add-desk`` takes."""
    for _agency, desk in nation.desks():
        yield {
            "address": desk.address,
            "node": nation.exchange_name,
            "names": told_names.of_desk(desk.name),
            "duty": {"zone": nation.time_zone, "always": True}
            if desk.is_always
            else {"zone": nation.time_zone, "hours": WORKING_DAYS},
            "languages": [nation.language, "en"],
            "may_receive": [CHECK, *(SHARING if desk.shares else ()), *(NEWS if desk.is_always else ())],
            "deals_with": list(desk.deals_with),
            "verified_on": on.date().isoformat(),
        } | ({"phone": desk.phone} if desk.phone else {})


def main(words: Sequence[str] | None = None) -> int:
    """Settle the list of a demonstration; prints the digest of the first root."""
    parser = argparse.ArgumentParser(prog="python -m samakki.demo.ceremony")
    parser.add_argument("network", type=Path)
    parser.add_argument("published", nargs="*", metavar="KEY=FILE", help="such as kh=publication.json")
    given = parser.parse_args(words)
    files = dict(one.partition("=")[::2] for one in given.published)
    published = {nation: Path(files[nation.key]).read_bytes() for nation in NATIONS if nation.key in files}
    sys.stdout.write(Ceremony(given.network, datetime.now(UTC)).settle(published) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
