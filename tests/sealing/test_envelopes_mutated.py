"""Ten thousand spoilt envelopes, cheaply: each is refused with one of our errors, or is the very same message."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.sealing.envelopes import envelope_digest, peek, seal, skeleton
from samakki.sealing.errors import EnvelopeError
from tests.support.post import HYBRID, KEY, NODE, OFFICER, Forger, desk_key, header, listed, opened, sent

RUNS = 10_000
PIECES = (
    b"\n", b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u0000", b"\x00", b"\xff", b"1e999", b"-1", b"NaN",
    b"null", b"[" * 3_000, b"9" * 5_000, b'{"a":' * 900, b"samakki-envelope 1\n", b'"v":1', b'"to":[]', b"..", b"=",
    "ខ".encode(),
)  # fmt: skip


def spoilt(source: random.Random, raws: list[bytes]) -> bytes:
    """One envelope after one to four accidents."""
    raw = bytearray(source.choice(raws))
    for _ in range(source.randint(1, 4)):
        place, end = sorted((source.randint(0, len(raw)), source.randint(0, len(raw))))
        end = min(end, place + source.choice((1, 2, 8, 64, 10_000)))
        match source.randint(0, 5):
            case 0:
                raw[place:end] = b""
            case 1:
                raw[place:place] = source.choice(PIECES)
            case 2:
                raw[place:end] = source.choice(PIECES)
            case 3:
                raw[place:end] = source.randbytes(end - place)
            case 4:
                other = source.choice(raws)
                raw[place:end] = other[place:end]
            case 5:
                raw[place:end] = raw[place:end] * 2
    return bytes(raw)


@pytest.mark.parametrize("part", range(4))  # so that workers share them
def test_no_spoilt_envelope_does_anything_but_be_refused(part: int) -> None:
    source = random.Random(f"spoilt {part}")  # noqa: S311 (the same accidents on every run)
    keys = [KEY, HYBRID, desk_key("TH/POL/AHTD/other")]
    raws = [
        sent(b"truth"),
        sent(b"truth", key=HYBRID, crit=["x"]),
        Forger().sends(),
        seal(
            header(*(key.desk for key in (KEY, keys[2]))),
            b"formal",
            to=[KEY.recipient, keys[2].recipient],
            sign=NODE,
            cosign=OFFICER,
        ),
        skeleton(sent(b"truth")),
    ]
    genuine = {envelope_digest(raw) for raw in raws}
    refused = 0
    for _ in range(RUNS // 4):
        raw = spoilt(source, raws)
        try:
            assert opened(raw, *keys).digest in genuine
            assert raw in raws
        except EnvelopeError:
            refused += 1
        with suppress(EnvelopeError):
            assert peek(raw, senders=listed()).digest in genuine
    assert refused > RUNS // 4 * 0.9


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(codec="utf-8"), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)
fields = st.sampled_from(
    ("v", "suite", "from", "to", "created", "signer", "cosigner", "crit", "att", "cek_commit", "pt_commit")
)
wraps = st.lists(st.dictionaries(st.sampled_from(("kid", "suite", "to", "w")), st.text(max_size=5)), max_size=3)


@settings(max_examples=120)
@given(
    header=st.dictionaries(fields, anything, min_size=1, max_size=3),
    wraps=st.none() | wraps,
    body=st.binary(max_size=9),
)
def test_a_true_key_signs_whatever_it_likes_and_is_refused(
    header: dict[str, object], wraps: list[dict[str, str]] | None, body: bytes
) -> None:
    with pytest.raises(EnvelopeError):
        opened(Forger(header=header, wraps=wraps, ciphertext=body).sends())
