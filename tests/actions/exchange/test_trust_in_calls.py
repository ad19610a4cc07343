"""Two nodes that reach nothing but each other: each has newer trust data after a call with one that has it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange.actions import trust, trust_calls
from samakki.exchange.actions.asking import Asked, ask
from samakki.exchange.actions.calls import answer
from samakki.exchange.actions.sender import peers_to_call
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.frames import DOCUMENT, Part, content_of, frame, open_head, parts_of
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.models import Alarm, KnownKey, Member, Peer, TrustState
from samakki.exchange.queries import directory
from samakki.exchange.queries.seen import was_seen_before
from samakki.exchange.trust import signing
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.proposing import state
from samakki.kernel.addresses import NodeName
from samakki.sealing.desks import DeskKeys
from samakki.sealing.documents import sign_document
from samakki.sealing.keyring import create_keyring
from samakki.sealing.signing import new_signing_key
from tests.support import ceremony
from tests.support.ceremony import Region
from tests.support.trust import Keys, a_statement

pytestmark = pytest.mark.django_db
HERE, THERE = "KH/POL", "VN/POL"
Rows = tuple[Any, list[dict[str, Any]]]


def kept() -> Rows:
    """What a node believes of the list: the files, and what each country states."""
    columns = ("id", "version", "metadata", "statement", "came_with", "problem")
    return TrustState.objects.values().get(), list(Member.objects.values(*columns))


def put(rows: Rows) -> None:
    TrustState.objects.all().delete()
    TrustState.objects.create(**rows[0])
    for one in rows[1]:
        Member.objects.filter(pk=one["id"]).update(**one)


def version() -> int:
    return TrustState.objects.get().timestamp_version


@dataclass
class Pair:
    """This node and another one over one database, each with a list of its own, and the line from one to the other."""

    region: Region
    here: Station
    there: Station
    theirs: Rows
    carried: list[bytes] = field(default_factory=list)

    def post(self, node: str, call: bytes) -> bytes:
        ours = kept()
        put(self.theirs)
        said = answer(self.there.anew(), call)
        self.theirs = kept()
        put(ours)
        self.carried += [call, said]
        return said

    def call(self) -> Asked:
        return ask(self.here.anew(), THERE, self)

    def newer(self) -> Rows:
        """The next list, in which Viet Nam states another telephone, as a node has it that took it."""
        before, now = kept(), timezone.now()
        stated = self.region.statements["VN"]
        self.region.statements["VN"] = replace(stated, desks=(replace(stated.desks[0], phone="+842412345678"),))
        state(self.region.folder, self.region.statements["VN"], at=now)
        signing.sign(self.region.folder, self.region.role["VN"])
        signing.publish(self.region.folder, self.region.host, at=now)
        trust.update(by="node", source=self.region.folder)
        made = kept()
        put(before)
        return made

    def files(self) -> list[list[str]]:
        """Names of files of the trust list, call by call and answer by answer."""
        return [sorted(part.content.partition(b"\n")[0].decode() for part in given(raw)) for raw in self.carried]


def given(raw: bytes) -> list[Part]:
    return [part for part in parts_of(open_head(raw), raw)[0] if part.kind == "trust"]


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    now = timezone.now() - timedelta(hours=2)
    made = {country: a_statement(country, began=now - timedelta(days=30)) for country in ("KH", "VN")}
    monkeypatch.setattr(ceremony, "a_statement", made.__getitem__)
    region = Region(TrustFolder(tmp_path / "list"), tmp_path).begun(now)
    trust.begin(by="console", root=region.first_root(), digest=digest_of(region.first_root()), source=region.folder)
    ring = create_keyring(tmp_path / "fields.json")

    def station(name: str, keys: Keys) -> Station:
        senders = directory.Senders(was_seen_before=was_seen_before)
        return Station(
            NodeName.parse(name), frozenset(keys.desks), keys.nodes[name], DeskKeys(keys.desks.values()), senders, ring,
            tmp_path / name[:2],
        )  # fmt: skip

    return Pair(region, station(HERE, made["KH"][1]), station(THERE, made["VN"][1]), kept())


def test_who_calls_gets_newer_data_with_the_first_answer_and_once(pair: Pair) -> None:
    pair.theirs = pair.newer()
    assert not pair.call().problem
    assert version() == pair.theirs[0]["timestamp_version"]
    assert Member.objects.get(country="VN").version == 2
    for _ in range(2):
        pair.call()
    files = pair.files()
    assert [bool(one) for one in files] == [False, True, False, False, False, False]
    said = [name for name in files[1] if "KH" in name or "root" in name]
    assert (said, len(files[1])) == ([], 5)  # what did not change is not carried
    assert AuditEntry.objects.filter(action="take_trust_list", outcome="done").exists()


def test_who_is_called_gets_newer_data_too(pair: Pair) -> None:
    for _ in range(2):
        pair.call()
    put(pair.newer())
    assert pair.call().has_more
    assert pair.theirs[0]["timestamp_version"] == version()
    assert Peer.objects.get(node=THERE).trust.endswith(f".{version()}")
    assert [bool(one) for one in pair.files()][4:] == [True, False]


def test_a_node_known_to_be_behind_is_called_and_told_again_only_after_an_hour(pair: Pair) -> None:
    for _ in range(2):
        pair.call()
    now = timezone.now()
    assert peers_to_call(pair.here, now) == ()
    put(pair.newer())
    assert peers_to_call(pair.here, now) == (THERE,)
    Peer.objects.filter(node=THERE).update(trust_given_at=TrustState.objects.get().taken_at)
    assert peers_to_call(pair.here, now + timedelta(minutes=50)) == ()
    assert peers_to_call(pair.here, now + timedelta(minutes=61)) == (THERE,)


def test_an_answer_by_a_key_that_only_the_newer_list_names_teaches_that_key(pair: Pair) -> None:
    pair.theirs = pair.newer()
    KnownKey.objects.filter(holder=THERE).delete()
    pair.there.anew()
    request: list[bytes] = []

    class Elsewhere:
        """The other node knows its own key; the tables of the test are this node's."""

        def post(self, _node: str, call: bytes) -> bytes:
            request.append(call)
            return pair.post(THERE, call)

    assert ask(pair.here.anew(), THERE, Elsewhere()).problem == "sender-unknown"
    assert version() == pair.theirs[0]["timestamp_version"]
    Peer.objects.update(failures=0)
    assert not pair.call().problem


def test_what_must_not_be_believed_changes_nothing_is_told_and_looked_at_rarely(pair: Pair) -> None:
    pair.theirs = pair.newer()
    before, now = version(), timezone.now()
    pair.call()
    put((TrustState.objects.values().get() | {"timestamp_version": before, "timestamp": b"{}"}, []))
    spoiled = [Part("trust", part.content.replace(b'"version"', b'"verzion"')) for part in given(pair.carried[1])]
    Peer.objects.update(trust_looked_at=None)
    listed = open_head(pair.carried[1]).listed
    assert not trust_calls.take(THERE, listed, spoiled, now)
    assert (version(), Alarm.objects.get().code) == (before, "trust-refused")
    Alarm.objects.all().delete()
    for minutes in (1, -10):  # a clock that was set back does not count
        assert not trust_calls.take(THERE, listed, spoiled, now + timedelta(minutes=minutes))
        assert Alarm.objects.exists() is (minutes < 0)


def test_an_answer_that_nobody_proved_accuses_nobody(pair: Pair) -> None:
    """Whoever is on the line can write such an answer, with trust data of his own."""
    pair.theirs = pair.newer()
    before = version()
    forged: list[bytes] = []

    class Forging:
        """The other node's key is not known here, and what it gives is spoiled under a list that agrees with it."""

        def post(self, node: str, call: bytes) -> bytes:
            said = pair.post(node, call)
            opened = open_head(said)
            parts = [
                replace(part, content=part.content.replace(b'"version"', b'"verzion"'))
                for part in parts_of(opened, said)[0]
            ]
            head = sign_document(content_of(opened.head, parts), kind=DOCUMENT, key=new_signing_key())
            forged.append(frame(head, parts))
            return forged[-1]

    assert ask(pair.here.anew(), THERE, Forging()).problem == "sender-unknown"
    assert any(part.kind == "trust" for part in parts_of(open_head(forged[0]), forged[0])[0])
    assert (version(), Alarm.objects.count()) == (before, 0)
    assert AuditEntry.objects.filter(action="take_trust_list", outcome="failed").count() == 1


def test_what_the_line_damaged_accuses_nobody_and_is_taken_when_it_comes_whole(pair: Pair) -> None:
    pair.theirs = pair.newer()
    before, sent = version(), []

    class Damaging:
        """Changes one bit of the snapshot on its way."""

        def post(self, node: str, call: bytes) -> bytes:
            said = pair.post(node, call)
            sent.append(said)
            at = said.index(b"metadata/2.snapshot.json\n") + 40
            return said[:at] + bytes([said[at] ^ 1]) + said[at + 1 :]

    assert not ask(pair.here.anew(), THERE, Damaging()).problem
    assert (version(), Alarm.objects.count()) == (before, 0)
    opened = open_head(sent[0])
    assert trust_calls.take(THERE, opened.listed, parts_of(opened, sent[0])[0], timezone.now())
    assert (version(), Alarm.objects.count()) == (pair.theirs[0]["timestamp_version"], 0)


def test_nothing_goes_to_who_follows_no_list_or_what_is_too_large(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    peer, now = Peer.objects.create(node=THERE), timezone.now()
    ours = f"1.{version()}"
    assert trust_calls.lacking(peer, "", ours, now) == trust_calls.lacking(peer, ours, ours, now) == ()
    monkeypatch.setattr(trust_calls, "MOST_BYTES", 1000)
    assert trust_calls.lacking(peer, "1.0", ours, now) == ()
    monkeypatch.undo()
    assert len(trust_calls.lacking(peer, "0.0", ours, now)) == 8
    assert trust_calls.lacking(peer, "0.0", ours, now + timedelta(minutes=4)) == ()
