import copy
import pickle
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.sealing.desks import DeskKeys, Recipient, desk_key_id
from samakki.sealing.envelopes import MOST_BODY, Packing, Signed, Verified, envelope_digest, peek, seal, skeleton
from samakki.sealing.errors import (
    DeskKeyMissing,
    EnvelopeMalformed,
    EpochClosed,
    KeyFileBroken,
    NotUnderstood,
    SenderKeyExpired,
    SenderQuarantined,
    SenderUnknown,
)
from samakki.sealing.opening import CLOCK_GRACE, open_envelope
from samakki.sealing.suites import Suite
from tests.support.post import (
    HYBRID,
    KEY,
    KHMER_DESK,
    NODE,
    OFFICER,
    SENT,
    THAI_DESK,
    desk_key,
    header,
    lines,
    listed,
    opened,
    sent,
)

BOTH = pytest.mark.parametrize("key", [KEY, HYBRID], ids=["x25519", "hybrid"])


@BOTH
@given(body=st.binary(max_size=5_000))
def test_what_was_sealed_opens_to_the_same_bytes(key: object, body: bytes) -> None:
    assert opened(sent(body, key=key)).body == body  # type: ignore[arg-type] # parametrised


def test_every_desk_reads_the_same_message_and_learns_who_else_does() -> None:
    keys = [desk_key(f"TH/POL/AHTD/desk{number}", suite) for number, suite in enumerate([*Suite, *Suite])]
    raw = seal(header(*(key.desk for key in keys)), b"answer", to=[key.recipient for key in keys], sign=NODE)
    read = [opened(raw, key) for key in keys]
    assert [(it.body, it.desk, it.header["to"]) for it in read] == [
        (b"answer", key.desk, tuple(other.desk for other in keys)) for key in keys
    ]
    assert len({it.digest for it in read}) == 1


def test_a_message_says_who_sent_it_by_the_trust_list() -> None:
    read = opened(sent())
    assert (read.node, read.key_id, read.officer_key_id, read.desk, read.desk_key_id) == (
        "KH/POL", NODE.id, None, THAI_DESK, KEY.id,
    )  # fmt: skip


def test_a_formal_request_carries_the_signature_of_its_officer() -> None:
    raw = seal(header(), b"request", to=[KEY.recipient], sign=NODE, cosign=OFFICER)
    assert opened(raw).officer_key_id == OFFICER.id


def test_a_desk_can_have_a_second_key_such_as_its_countrys_recovery_key() -> None:
    recovery = desk_key(epoch=9)
    raw = seal(header(), b"answer", to=[KEY.recipient, recovery.recipient], sign=NODE)
    assert opened(raw, recovery).body == opened(raw, KEY).body


def test_two_envelopes_of_one_message_have_nothing_secret_in_common() -> None:
    one, other = lines(sent()), lines(sent())
    assert one[0] == other[0]
    assert all(ours != theirs for ours, theirs in zip(one[1:], other[1:], strict=True))


def test_fields_nobody_knows_are_kept() -> None:
    read = opened(sent(b"", x_newer={"a": [1, None, "ខ"]}))
    assert read.header["x_newer"] == {"a": (1, None, "ខ")}


def test_a_header_may_demand_what_is_understood() -> None:
    raw = sent(crit=["handling"])
    read = open_envelope(raw, desk_keys=DeskKeys([KEY]), senders=listed(), understood={"handling"})
    assert read.body == b"answer"


def test_a_demand_nobody_understands_is_refused_with_what_a_receipt_needs() -> None:
    raw = sent(crit=["embargo", "handling"])
    with pytest.raises(NotUnderstood) as refused:
        open_envelope(raw, desk_keys=DeskKeys([KEY]), senders=listed(), understood={"handling"})
    signed = refused.value.signed
    assert signed is not None
    assert (signed.digest, signed.header["from"], signed.node) == (envelope_digest(raw), KHMER_DESK, "KH/POL")
    assert refused.value.facts == {"names": "embargo"}


def test_an_older_key_of_the_desk_still_opens() -> None:
    later = [desk_key(epoch=epoch) for epoch in (2, 3)]
    assert opened(sent(), *later, KEY).desk_key_id == KEY.id


def test_a_key_that_is_not_here_is_told_apart_from_one_that_was_destroyed() -> None:
    raw = sent()
    with pytest.raises(DeskKeyMissing) as missing:
        opened(raw, desk_key(epoch=2))
    keys = DeskKeys([desk_key(epoch=2)], closed=[(THAI_DESK, KEY.id)])
    with pytest.raises(EpochClosed) as closed:
        open_envelope(raw, desk_keys=keys, senders=listed())
    assert missing.value.signed == closed.value.signed != None  # noqa: E711 (a chain of comparisons)


def test_a_key_of_another_desk_of_this_node_opens_nothing() -> None:
    other = replace(KEY, desk="TH/POL/AHTD/other")
    assert other.id == KEY.id
    with pytest.raises(DeskKeyMissing):
        opened(sent(), other)


def test_a_key_of_another_node_signs_for_nobody_here() -> None:
    with pytest.raises(SenderUnknown) as unknown:
        opened(seal(header(), b"", to=[KEY.recipient], sign=OFFICER))
    assert unknown.value.signed is None


def test_a_trust_list_that_mixes_keys_up_is_not_believed() -> None:
    with pytest.raises(SenderUnknown):
        opened(sent(), senders=listed().changed(public=OFFICER.public))


@pytest.mark.parametrize(
    ("facts", "is_believed"),
    [
        ({"valid_from": SENT + CLOCK_GRACE}, True),
        ({"valid_from": SENT + CLOCK_GRACE + timedelta(seconds=1)}, False),
        ({"valid_to": SENT - CLOCK_GRACE + timedelta(seconds=1)}, True),
        ({"valid_to": SENT - CLOCK_GRACE}, False),
        ({"valid_to": None}, True),
    ],
)
def test_a_message_dated_outside_the_time_of_its_key_is_refused(facts: dict[str, object], is_believed: bool) -> None:
    senders = listed().changed(**facts)
    if is_believed:
        assert opened(sent(), senders=senders).body == b"answer"
        return
    with pytest.raises(SenderKeyExpired) as refused:
        opened(sent(), senders=senders)
    assert refused.value.signed is not None


@pytest.mark.parametrize(("days", "dated"), [(-1, "after"), (0, "after"), (1, "before")])
def test_a_revoked_key_proves_nothing_whatever_date_the_message_bears(days: int, dated: str) -> None:
    senders = listed().changed(revoked_at=SENT + timedelta(days=days))
    with pytest.raises(SenderQuarantined) as parked:
        opened(sent(), senders=senders)
    assert parked.value.facts["dated"] == dated
    assert parked.value.signed is not None


def test_a_message_that_was_witnessed_before_its_key_was_revoked_stays_valid() -> None:
    raw, senders = sent(), listed().changed(revoked_at=SENT + timedelta(days=1))
    senders.seen.add(envelope_digest(raw))
    assert opened(raw, senders=senders).body == b"answer"


def test_an_officers_key_is_judged_like_a_nodes() -> None:
    raw, senders = seal(header(), b"", to=[KEY.recipient], sign=NODE, cosign=OFFICER), listed()
    place, key = next(iter(senders.officers.items()))
    senders.officers[place] = replace(key, revoked_at=SENT)
    with pytest.raises(SenderQuarantined):
        opened(raw, senders=senders)


def test_a_relay_sees_who_wrote_to_whom_and_no_word_more() -> None:
    raw = sent(b"her name")
    seen = peek(raw, senders=listed())
    assert type(seen) is Signed
    assert (seen.node, seen.header["to"], seen.digest) == ("KH/POL", (THAI_DESK,), envelope_digest(raw))
    assert b"her name" not in raw


def test_what_is_left_of_an_erased_message_still_proves_it_and_opens_to_nobody() -> None:
    raw = sent()
    rest = skeleton(raw)
    seen = peek(rest, senders=listed())
    assert (seen.digest, seen.is_whole) == (peek(raw, senders=listed()).digest, False)
    assert len(rest) < len(raw)
    assert envelope_digest(rest) == envelope_digest(raw)
    assert skeleton(rest) == rest
    for spoilt in (rest, rest.replace(b'"size":', b'"size":0'), rest.replace(b'{"body":"', b'{"body":"0')):
        with pytest.raises(EnvelopeMalformed):
            opened(spoilt)


def test_a_message_cannot_be_made_changed_copied_out_or_stored_half_way() -> None:
    read = opened(sent(b"her name"))
    with pytest.raises(TypeError, match="open_envelope"):
        Verified(
            header={}, digest="", node="KH/POL", key_id="", officer_key_id=None, attachments=(), is_whole=True,
            body=b"forged", content_key=read.content_key, desk="", desk_key_id="", proof=None,
        )  # fmt: skip
    with pytest.raises((TypeError, ValueError)):
        replace(read, body=b"forged")  # type: ignore[call-arg] # the proof, which nobody has
    with pytest.raises(AttributeError):
        read.body = b"forged"  # type: ignore[misc] # what is tried here is what the type forbids
    with pytest.raises(TypeError):
        read.header["from"] = "KH/POL/AHTJPD/other"  # type: ignore[index] # as above
    for outside in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            outside(read)
    assert "her name" not in repr(read)


def test_keys_do_not_show_in_texts() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)


def test_what_nobody_would_take_is_not_sealed() -> None:
    good: dict[str, object] = header()
    for spoilt in (
        {**good, "created": "yesterday"},
        {**good, "to": []},
        {**good, "to": [THAI_DESK, THAI_DESK]},
        {**good, "from": "Desk with blanks"},
        {**good, "weight": 1.5},
        {name: value for name, value in good.items() if name != "created"},
        {**good, "signer": NODE.id},
        {**good, "to": [THAI_DESK, "TH/POL/AHTD/other"]},
        {**good, "long": "x" * 65_536},
    ):
        with pytest.raises(ValueError, match=r".+"):
            seal(spoilt, b"", to=[KEY.recipient], sign=NODE)
    for to in ([], [KEY.recipient, KEY.recipient], [HYBRID.recipient, replace(KEY, desk=KHMER_DESK).recipient]):
        with pytest.raises(ValueError, match="keys"):
            seal(good, b"", to=to, sign=NODE)
    with pytest.raises(ValueError, match="too large"):
        seal(good, bytes(MOST_BODY + 1), to=[KEY.recipient], sign=NODE)


def test_the_largest_body_for_the_most_desks_fits() -> None:
    keys = [desk_key(f"TH/POL/AHTD/desk{number}", Suite.MLKEM768_X25519) for number in range(64)]
    raw = seal(header(*(key.desk for key in keys)), bytes(MOST_BODY), to=[key.recipient for key in keys], sign=NODE)
    assert opened(raw, keys[-1]).body == bytes(MOST_BODY)


@pytest.mark.parametrize(
    "recipient",
    [
        Recipient(THAI_DESK, KEY.id, HYBRID.public, Suite.X25519),
        Recipient(THAI_DESK, HYBRID.id, KEY.public, Suite.X25519),
        Recipient(THAI_DESK, "0" * 32, KEY.public, Suite.X25519),
        Recipient(THAI_DESK, desk_key_id(Suite.X25519, bytes(32)), bytes(32), Suite.X25519),  # a point of small order
    ],
)
def test_nothing_is_sealed_to_a_key_that_is_not_the_one_its_id_names(recipient: Recipient) -> None:
    with pytest.raises(KeyFileBroken):
        seal(header(), b"", to=[recipient], sign=NODE)


def test_a_packed_envelope_is_used_up() -> None:
    packing = Packing()
    packing.seal(header(), b"one", to=[KEY.recipient], sign=NODE)
    with pytest.raises(ValueError, match="a second one"):
        packing.seal(header(), b"two", to=[KEY.recipient], sign=NODE)
