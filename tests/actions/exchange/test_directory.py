from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from samakki.exchange.domain.trust.validity import FreshnessState, KeyState
from samakki.exchange.models import KnownKey, Member
from samakki.exchange.queries import directory
from tests.support.trust import Keys, a_statement, put_in_directory, revoked

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 2, 20, tzinfo=UTC)
KH, VN = a_statement("KH", desks=("AHTJPD/duty", "AHTJPD/letters")), a_statement("VN", desks=("C02/duty",))


def key_of(keys: Keys) -> str:
    return next(iter(keys.nodes.values())).id


def test_a_listed_desk_is_found_with_all_that_its_country_states() -> None:
    put_in_directory(KH[0], VN[0], dated=DAY)
    found = directory.desk("VN/POL/C02/duty")
    assert found
    assert found.phone == "+85523123456"
    assert found.agency_names == {"en": "Police of VN"}
    assert directory.desk("VN/POL/C03/duty") is None
    assert directory.node_of("VN/POL/C02/duty") == found.node
    assert directory.node(found.node) == VN[0].nodes[0]


def test_desks_are_found_by_what_an_officer_asks() -> None:
    put_in_directory(KH[0], VN[0], dated=DAY)
    sunday, monday = datetime(2026, 3, 1, 3, 0, tzinfo=UTC), datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    assert len(directory.desks()) == 3
    assert [str(one.address) for one in directory.desks(country="VN")] == ["VN/POL/C02/duty"]
    assert directory.desks(directory.Found(language="vi")) == ()
    assert len(directory.desks(directory.Found(language="km", deals_with="trafficking", words="c02 police"))) == 1
    assert directory.desks(may_receive="care.note") == ()
    assert directory.desks(directory.Found(open_at=sunday)) == ()
    assert len(directory.desks(directory.Found(open_at=monday))) == 3


def test_what_is_sent_to_a_desk_is_sealed_to_its_newest_usable_key() -> None:
    put_in_directory(KH[0], dated=DAY)
    one, other = directory.recipients([desk.address for desk in KH[0].desks], at=DAY)
    assert (one.key_id, other.key_id) == tuple(key.id for key in KH[1].desks.values())
    assert directory.recipients(["KH/POL/AHTJPD/duty"], at=DAY + timedelta(days=80)) == ()  # its 90 days are over


def test_a_node_whose_whole_list_is_old_goes_on_receiving() -> None:
    put_in_directory(KH[0], dated=DAY)
    later = DAY + timedelta(days=45)
    assert directory.freshness(later).state is FreshnessState.LIMITED
    assert directory.signing_key("KH/POL", key_of(KH[1]), at=later).state is KeyState.STALE
    sender = directory.Senders().node_key("KH/POL/AHTJPD/duty", key_of(KH[1]))
    assert sender
    assert sender.valid_to == KH[0].nodes[0].keys[0].valid_to


def test_a_country_whose_newer_statement_is_withheld_cannot_be_spoken_for_by_its_old_keys() -> None:
    put_in_directory(KH[0], VN[0], dated=DAY)
    newer = DAY + timedelta(days=31)
    put_in_directory(KH[0], dated=newer)
    Member.objects.filter(country="VN").update(gone_at=None)
    KnownKey.objects.filter(holder__startswith="VN").update(gone_at=None)  # still a member; nothing newer came of it
    assert directory.signing_key("VN/POL", key_of(VN[1]), at=newer).state is KeyState.EXPIRED
    sender = directory.Senders().node_key("VN/POL/C02/duty", key_of(VN[1]))
    assert sender
    assert sender.valid_to == newer - timedelta(days=1)


def test_a_revoked_key_stays_revoked_whatever_is_said_later() -> None:
    put_in_directory(KH[0], dated=DAY)
    changed = put_in_directory(revoked(KH[0], DAY), dated=DAY + timedelta(days=1), version=2)
    assert changed.revoked == (("KH/POL", key_of(KH[1])),)
    put_in_directory(KH[0], dated=DAY + timedelta(days=2), version=3)
    said = directory.signing_key("KH/POL", key_of(KH[1]), at=DAY + timedelta(days=2))
    assert (said.state, said.since) == (KeyState.REVOKED, DAY)
    assert directory.signing_key("KH/POL", key_of(KH[1]), at=DAY - timedelta(days=1)).is_valid


def test_a_country_that_left_is_written_to_no_more_and_its_old_signatures_can_still_be_told() -> None:
    put_in_directory(KH[0], VN[0], dated=DAY)
    left = DAY + timedelta(days=3)
    changed = put_in_directory(KH[0], dated=left)
    assert changed.left == ("VN",)
    assert directory.desk("VN/POL/C02/duty") is None
    assert directory.recipients(["VN/POL/C02/duty"], at=left) == ()
    assert directory.signing_key("VN/POL", key_of(VN[1]), at=left).state is KeyState.REVOKED
    assert directory.signing_key("VN/POL", key_of(VN[1]), at=left - timedelta(days=1)).public


def test_what_a_desks_former_node_signed_stays_known() -> None:
    put_in_directory(KH[0], dated=DAY)
    node, other = KH[0].nodes[0], replace(KH[0].nodes[0], name=type(KH[0].nodes[0].name)("KH", "NCB"), keys=())
    moved = replace(KH[0], nodes=(node, other), desks=tuple(replace(one, node=other.name) for one in KH[0].desks))
    put_in_directory(moved, dated=DAY)
    sender = directory.Senders().node_key("KH/POL/AHTJPD/duty", key_of(KH[1]))
    assert sender
    assert sender.node == "KH/POL"


def test_the_key_of_another_country_is_no_key_of_this_desk() -> None:
    put_in_directory(KH[0], VN[0], dated=DAY)
    assert directory.Senders().node_key("KH/POL/AHTJPD/duty", key_of(VN[1])) is None


def test_a_node_without_a_name_takes_no_part() -> None:
    assert directory.own() == directory.OwnNode(None, ())
    put_in_directory(KH[0], dated=DAY)
    with override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL"):
        assert len(directory.own().desks) == 2


def test_without_trust_data_there_is_nothing_to_rely_on() -> None:
    assert directory.freshness().state is FreshnessState.NONE
    assert directory.signing_key("KH/POL", "0" * 32, at=DAY).state is KeyState.UNKNOWN
