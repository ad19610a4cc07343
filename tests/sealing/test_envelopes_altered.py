"""Everything that somebody on the way, or a sender with a true key and bad will, may do to an envelope."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.sealing.canonical import canonical
from samakki.sealing.content_keys import ContentKey
from samakki.sealing.envelopes import MOST_BYTES, seal
from samakki.sealing.errors import EnvelopeAltered, EnvelopeBroken, EnvelopeError, EnvelopeMalformed
from samakki.sealing.frames import signatures_line_of
from samakki.sealing.signatures import sign_detached
from samakki.sealing.suites import Suite
from tests.support.post import (
    HYBRID,
    KEY,
    KHMER_DESK,
    NODE,
    OFFICER,
    THAI_DESK,
    Forger,
    desk_key,
    header,
    lines,
    listed,
    opened,
    seed,
    sent,
    with_line,
)

RAW = sent(b"the whole truth", x_note="ខ្មែរ", att_note=[1, 2])
HEADER, DIGESTS, SIGNATURES, WRAPS, CIPHERTEXT = range(1, 6)


def refused(raw: bytes) -> EnvelopeError:
    with pytest.raises(EnvelopeError) as error:
        opened(raw)
    return error.value


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (HEADER, lambda line: line.replace(b'"urgency":"normal"', b'"urgency":"urgent"')),
        (HEADER, lambda line: line.replace(b'"to":["', b'"to":["TH/POL/AHTD/zzz","')),
        (HEADER, lambda line: line.replace(THAI_DESK.encode(), b"TH/POL/AHTD/dutz")),
        (DIGESTS, lambda line: line.replace(b'"size":31', b'"size":32')),
        (WRAPS, lambda line: line[:-1] + b"," + line[1:].replace(THAI_DESK.encode(), b"TH/POL/AHTD/zzz")),
        (WRAPS, lambda line: line.replace(THAI_DESK.encode(), b"TH/POL/AHTD/zzz")),
        (WRAPS, lambda _: b"[]"),
        (WRAPS, lambda _: b""),
        (CIPHERTEXT, lambda text: text[:-1]),
        (CIPHERTEXT, lambda text: text + b"\n"),
        (CIPHERTEXT, lambda _: b""),
    ],
)
def test_what_is_altered_added_or_removed_on_the_way_is_noticed(number: int, change: Callable[[bytes], bytes]) -> None:
    changed = with_line(RAW, number, change)
    assert changed != RAW
    error = refused(changed)
    assert isinstance(error, EnvelopeAltered)
    assert error.signed is None  # nobody may be answered: the true one may still come


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (b"[]", EnvelopeMalformed),
        (b"", EnvelopeMalformed),
        (b'[""]', EnvelopeMalformed),
        (b"[null]", EnvelopeMalformed),
        (signatures_line_of([sign_detached(b"something else", kind="samakki-envelope", key=NODE)]), EnvelopeAltered),
    ],
)
def test_a_stripped_or_foreign_signature_is_noticed(line: bytes, kind: type[EnvelopeError]) -> None:
    assert isinstance(refused(with_line(RAW, SIGNATURES, line)), kind)


def test_more_than_a_mebibyte_is_not_even_taken_apart() -> None:
    assert refused(RAW + bytes(MOST_BYTES)).facts == {"why": "oversize"}


def test_a_signature_over_the_same_bytes_as_something_else_is_none() -> None:
    signed = b"\n".join(lines(RAW)[:3]) + b"\n"
    for kind, key in (("samakki-receipt", NODE), ("samakki-envelope", OFFICER)):
        line = signatures_line_of([sign_detached(signed, kind=kind, key=key)])
        assert isinstance(refused(with_line(RAW, SIGNATURES, line)), EnvelopeAltered)


def test_the_officers_signature_can_neither_be_stripped_nor_added_nor_swapped() -> None:
    formal = seal(header(), b"request", to=[KEY.recipient], sign=NODE, cosign=OFFICER)
    node, officer = json.loads(lines(formal)[SIGNATURES])
    for signatures in ([node], [officer], [officer, node], [node, node]):
        changed = with_line(formal, SIGNATURES, signatures_line_of(signatures))
        assert isinstance(refused(changed), EnvelopeAltered)
    added = with_line(RAW, SIGNATURES, lambda line: line[:-1] + f',"{officer}"]'.encode())
    assert isinstance(refused(added), EnvelopeAltered)


def test_an_officers_key_alone_sends_nothing() -> None:
    senders = listed()
    assert senders.officer_key(KHMER_DESK, OFFICER.id)
    with pytest.raises(EnvelopeError, match="no key"):
        opened(seal(header(), b"", to=[KEY.recipient], sign=OFFICER), senders=senders)


def test_body_and_wraps_of_another_envelope_do_not_fit() -> None:
    other = sent(b"the whole truth", x_note="ខ្មែរ", att_note=[1, 2])
    for numbers in ((WRAPS,), (CIPHERTEXT,), (WRAPS, CIPHERTEXT), (DIGESTS, WRAPS, CIPHERTEXT), (HEADER,)):
        mixed = RAW
        for number in numbers:
            mixed = with_line(mixed, number, lines(other)[number])
        assert isinstance(refused(mixed), EnvelopeAltered)


def forged(**changes: object) -> EnvelopeError:
    error = refused(Forger(**changes).sends())  # type: ignore[arg-type] # fields of Forger
    assert isinstance(error, EnvelopeBroken)
    assert error.signed is not None  # whose fault it is, is proved
    return error


def test_a_forger_whose_envelope_is_in_order_is_a_sender() -> None:
    assert opened(Forger().sends()).body == b"answer"


def test_another_key_for_one_desk_does_not_fit_the_commitment() -> None:
    """One ciphertext can be built to open to two texts under two keys; the desks would read different messages."""
    forger = Forger()
    assert forged(content_key=forger.content_key, header={"cek_commit": "0" * 64}).facts == {"part": "key-commitment"}


def test_a_wrap_with_another_content_key_is_an_alarm() -> None:
    class TwoFaced(Forger):
        def wrapped(self, header_line: bytes, **_: object) -> dict[str, str]:
            return super().wrapped(header_line, secret=seed("another content key"))

    assert isinstance(refused(TwoFaced().sends()), EnvelopeBroken)


def test_a_text_that_is_not_the_committed_one_is_an_alarm() -> None:
    other = ContentKey(seed("content")).commitment_to(b"another text")
    assert forged(header={"pt_commit": other}).facts == {"part": "text-commitment"}


def test_a_body_that_does_not_open_is_an_alarm() -> None:
    assert forged(ciphertext=bytes(40)).facts == {"part": "body"}
    assert forged(ciphertext=b"").facts == {"part": "body"}


def test_wraps_that_do_not_open_are_an_alarm() -> None:
    line = canonical(header())

    def with_wrap(**changes: str) -> list[dict[str, str]]:
        return [{**Forger().wrapped(line), **changes}]

    assert forged(wraps=with_wrap()).facts == {"part": "wrap"}  # beside another header
    assert forged(wraps=with_wrap(w="")).facts == {"part": "wrap"}
    assert forged(wraps=with_wrap(suite=Suite.MLKEM768_X25519.value)).facts == {"part": "wrap"}
    assert forged(wraps=with_wrap(w="+")).facts == {"part": "wrap"}
    assert forged(wraps=with_wrap(w="\\")).facts == {"part": "wraps"}
    assert forged(wraps=with_wrap(w="ខ")).facts == {"part": "wraps"}
    assert forged(wraps=with_wrap(to='TH"POL')).facts == {"part": "wraps"}
    assert forged(wraps=[]).facts == {"part": "wraps"}
    assert forged(wraps=with_wrap() * 2).facts == {"part": "wraps"}
    assert forged(wraps=with_wrap(more="x")).facts == {"part": "wraps"}


def test_a_wrap_for_a_desk_that_the_header_does_not_name_is_an_alarm() -> None:
    line = canonical(header())
    hidden = Forger().wrapped(line, key=desk_key("TH/POL/AHTD/hidden"))
    assert forged(wraps=[Forger().wrapped(line), hidden]).facts == {"part": "recipients"}
    assert forged(header={"to": [THAI_DESK, "TH/POL/AHTD/nobody"]}).facts == {"part": "recipients"}


def test_a_wrap_cannot_be_sealed_with_a_weaker_suite_than_the_desks_key() -> None:
    line = canonical(header())
    weaker = {**Forger().wrapped(line), "kid": HYBRID.id}
    assert forged(wraps=[weaker]).facts == {"part": "wrap"}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"v": 2},
        {"v": True},
        {"suite": "none"},
        {"suite": 5},
        {"to": THAI_DESK},
        {"to": [THAI_DESK, 5]},
        {"from": ["KH"]},
        {"created": "2026-11-22"},
        {"created": 5},
        {"crit": []},
        {"crit": ["a", "a"]},
        {"crit": [5]},
        {"crit": "handling"},
        {"cek_commit": "0" * 63},
        {"pt_commit": None},
        {"signer": "0" * 31},
        {"cosigner": None},
        {"att": {}},
        {"att": [5]},
        {"att": [{"chunks": 1, "root": "0" * 64}]},
        {"att": [{"chunks": 2, "root": "0" * 64, "size": 1}]},
        {"att": [{"chunks": 1, "root": "0" * 64, "size": -1}]},
        {"att": [{"chunks": 1, "root": "0" * 64, "size": True}]},
        {"att": [{"chunks": 2**40, "root": "0" * 64, "size": 2**52}]},
        {"att": [{"chunks": 1, "root": "0" * 64, "size": 1}] * 65},
    ],
)
def test_a_header_of_another_form_is_refused_however_well_signed(spoilt: dict[str, object]) -> None:
    assert isinstance(refused(Forger(header=spoilt).sends()), EnvelopeError)


def test_an_encapsulated_key_of_small_order_opens_nothing() -> None:
    wrapped = Forger().wrapped(canonical(header()))
    wrapped["w"] = "A" * 42 + wrapped["w"][42:]
    assert forged(wraps=[wrapped]).facts == {"part": "wrap"}


@settings(max_examples=150)
@given(data=st.data())
def test_one_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    raw = bytearray(RAW)
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8
    refused(bytes(raw))


def test_every_byte_counts() -> None:
    for place in range(len(RAW)):
        changed = bytearray(RAW)
        changed[place] ^= 1 << place % 8
        refused(bytes(changed))


def test_cut_anywhere_it_is_refused() -> None:
    for kept in range(len(RAW)):
        refused(RAW[:kept])
