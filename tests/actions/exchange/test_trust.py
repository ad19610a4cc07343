from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from django.test import override_settings

from samakki.access.models import AuditEntry
from samakki.exchange.actions import trust
from samakki.exchange.domain.trust.errors import CeremonyWrong, MetadataExpired, MetadataRefused, SourceSilent
from samakki.exchange.domain.trust.publication import digest_of
from samakki.exchange.domain.trust.validity import FreshnessState, KeyState
from samakki.exchange.models import KnownDesk, Member, TrustState
from samakki.exchange.queries import directory
from samakki.exchange.trust import proposing, signing
from samakki.exchange.trust.folder import TrustFolder
from samakki.node.serving.trust_news import TrustNews
from tests.support.ceremony import Region
from tests.support.shared import NOW
from tests.support.trust import a_statement, revoked

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(TrustFolder(tmp_path / "list"), tmp_path).begun(NOW)


def followed(region: Region) -> trust.Taken:
    root = region.first_root()
    return trust.begin(by="console", root=root, digest=digest_of(root), source=region.folder)


def told() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("at").values_list("action", "reference"))


def test_a_first_root_is_believed_only_with_the_digest_that_people_told(region: Region) -> None:
    root = region.first_root()
    with pytest.raises(CeremonyWrong, match="another digest"):
        trust.begin(by="console", root=root, digest="00" * 32, source=region.folder)
    assert not TrustState.objects.exists()
    taken = followed(region)
    assert (taken.is_new, taken.changed.joined) == (True, ("KH", "VN"))
    assert directory.freshness().state is FreshnessState.FRESH
    assert directory.desk("VN/POL/AHTJPD/duty")
    with pytest.raises(CeremonyWrong, match="already"):
        followed(region)


def test_nothing_is_taken_of_a_list_that_must_not_be_believed(region: Region, clock: time_machine.Traveller) -> None:
    followed(region)
    before = list(TrustState.objects.values()), list(Member.objects.order_by("pk").values())
    clock.shift(timedelta(days=40))
    with pytest.raises(MetadataExpired):
        trust.update(by="node", source=region.folder)
    spoiled = dict(region.folder.files()) | {"metadata/timestamp.json": b"{}"}
    with pytest.raises(MetadataRefused):
        trust.take(spoiled, by="node")
    assert (list(TrustState.objects.values()), list(Member.objects.order_by("pk").values())) == before
    assert directory.freshness().state is FreshnessState.LIMITED


def test_a_key_that_its_country_revokes_counts_no_more_from_that_moment(region: Region) -> None:
    followed(region)
    key = region.statements["KH"].nodes[0].keys[0].id
    later = NOW + timedelta(hours=1)
    proposing.state(region.folder, revoked(region.statements["KH"], NOW - timedelta(days=2)), at=later)
    signing.sign(region.folder, region.role["KH"])
    signing.publish(region.folder, region.host, at=later)
    taken = trust.update(by="node", source=region.folder)
    assert taken.changed.revoked == (("KH/POL", key),)
    assert directory.signing_key("KH/POL", key, at=later).state is KeyState.REVOKED
    assert directory.signing_key("KH/POL", key, at=NOW - timedelta(days=3)).is_valid
    assert ("key_revoked", "KH/POL") in told()


def test_asking_again_changes_nothing_and_is_noted(region: Region, clock: time_machine.Traveller) -> None:
    followed(region)
    entries = len(told())
    clock.shift(timedelta(minutes=30))
    assert not trust.is_due()
    clock.shift(timedelta(hours=2))
    assert trust.is_due()
    taken = trust.update(by="node", source=str(region.folder.path))
    assert not taken.is_new
    assert len(told()) == entries
    assert TrustState.objects.get().asked_at > NOW + timedelta(hours=2)
    assert not trust.is_due()


def test_the_keeper_asks_every_hour_and_goes_on_when_nothing_can_be_had(
    region: Region, clock: time_machine.Traveller, tmp_path: Path
) -> None:
    news = TrustNews(str(region.folder.path))
    news.tick()  # no list is followed yet: nothing to ask
    followed(region)
    clock.shift(timedelta(hours=2))
    asked = TrustState.objects.get().asked_at
    TrustNews(str(tmp_path / "gone")).ask()
    state = TrustState.objects.get()
    assert (state.asked_at, trust.is_due()) == (asked, False)
    clock.shift(timedelta(hours=2))
    news.ask()
    assert TrustState.objects.get().asked_at > asked


def test_freshness_warns_after_seven_days_and_limits_after_thirty(
    region: Region, clock: time_machine.Traveller
) -> None:
    followed(region)
    states = []
    for days in (6, 2, 21, 3):
        clock.shift(timedelta(days=days))
        states.append(directory.freshness().state)
    assert states == [FreshnessState.FRESH, FreshnessState.WARN, FreshnessState.WARN, FreshnessState.LIMITED]


def test_trust_data_passes_from_node_to_node_even_over_a_changed_root(region: Region) -> None:
    """A peer that was dark for weeks takes the list from whoever calls first, and believes signatures alone."""
    followed(region)
    later = NOW + timedelta(hours=1)
    proposing.change_root(region.folder, at=later)
    region.sign_all("KH", "VN")
    signing.publish(region.folder, region.host, at=later)
    behind = list(TrustState.objects.values()), list(Member.objects.values())
    trust.update(by="node", source=region.folder)
    files = trust.carried()
    assert {"metadata/1.root.json", "metadata/2.root.json"} <= files.keys()
    KnownDesk.objects.all().delete()
    TrustState.objects.all().delete()
    TrustState.objects.create(**behind[0][0])
    taken = trust.take(files, by="node")
    assert (taken.is_new, TrustState.objects.get().root_version) == (True, 2)
    assert directory.desk("KH/POL/AHTJPD/duty")


@pytest.fixture
def host(region: Region) -> Iterator[str]:
    """A web server with the list, as a secretariat may run one."""
    handler = partial(Quiet, directory=str(region.folder.path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_given: object) -> None:
        """Say nothing: a test prints no lines of a server."""


def test_a_list_is_fetched_from_an_address(region: Region, host: str) -> None:
    root = trust.first_root_in(host)
    assert root == region.first_root()
    assert trust.begin(by="console", root=root, digest=digest_of(root), source=host).changed.joined == ("KH", "VN")
    assert not trust.update(by="node", source=host).is_new
    (region.folder.path / "metadata" / "timestamp.json").unlink()
    with pytest.raises(SourceSilent):
        trust.update(by="node", source=host)
    with pytest.raises(SourceSilent):
        trust.first_root_in(f"{host}/nowhere")


def test_one_countrys_trouble_is_told_and_ends_when_it_is_mended(region: Region) -> None:
    followed(region)
    later = NOW + timedelta(hours=1)
    more, _ = a_statement("KH", desks=("AHTJPD/duty", "BORDER/duty"))
    proposing.state(region.folder, more, at=later)
    signing.sign(region.folder, region.role["KH"])
    signing.publish(region.folder, region.host, at=later)
    files = region.folder.files()
    withheld = {name: raw for name, raw in files.items() if not name.startswith("metadata/2.KH")}
    assert trust.take(withheld, by="node").problems == {"KH": "missing"}
    assert Member.objects.get(country="KH").problem == "missing"
    assert directory.desk("KH/POL/AHTJPD/duty")
    assert trust.take(files, by="node").problems == {}
    assert directory.desk("KH/POL/BORDER/duty")


@override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL")
def test_a_node_knows_its_own_desks_from_the_list(region: Region) -> None:
    followed(region)
    assert [str(one) for one in directory.own().desks] == ["KH/POL/AHTJPD/duty"]
