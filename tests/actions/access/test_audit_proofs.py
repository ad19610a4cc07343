from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access.audit import NotInLog, prove_consistency, prove_inclusion
from samakki.access.audit import proofs as proofs_module
from samakki.access.domain.merkle import Edge, is_consistent, is_included
from samakki.access.models import AuditPlace
from tests.support.audit_logs import Log, make_log, make_small

pytestmark = pytest.mark.django_db
SIZE = 61


@pytest.fixture
def log(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Log:
    make_small(monkeypatch)
    log = make_log(tmp_path, settings)
    log.grow(SIZE)
    return log


def root(size: int) -> bytes:
    hashes = AuditPlace.objects.filter(position__lt=size).order_by("position").values_list("leaf_hash", flat=True)
    return Edge().extended(bytes(hashed) for hashed in hashes).root


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, SIZE), data=st.data())
def test_every_entry_is_proved_to_be_in_the_log_of_every_size(log: Log, size: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(log.entry(position), size=size)
    assert (proof.position, proof.size) == (position, size)
    assert is_included(proof.leaf_hash, position, size, proof.path, root(size))
    assert not is_included(proof.leaf_hash, position, size, proof.path, bytes(32))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(new=st.integers(1, SIZE), data=st.data())
def test_the_log_is_proved_to_have_only_grown(log: Log, new: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, new))
    proof = prove_consistency(old, new)
    assert is_consistent(old, new, proof, root(old), root(new))
    assert not is_consistent(old, new, proof, bytes(32), root(new))


def test_a_proof_reads_stored_block_roots_and_not_the_whole_log(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    real = proofs_module._roots

    def roots(first: int, beyond: int) -> list[bytes]:
        asked.append((first, beyond))
        return real(first, beyond)

    monkeypatch.setattr(proofs_module, "_roots", roots)
    prove_inclusion(log.entry(0), size=SIZE)
    assert asked == [(1, 2), (2, 4), (4, 7)]


def test_an_entry_that_has_no_place_yet_or_came_later_is_not_proved(log: Log) -> None:
    for entry, size in ((UUID(int=7), SIZE), (log.entry(40), 40)):
        with pytest.raises(NotInLog, match="no place"):
            prove_inclusion(entry, size=size)


@pytest.mark.parametrize("size", [SIZE + 1, 0, -1])
def test_nothing_is_proved_about_a_log_of_another_size(log: Log, size: int) -> None:
    with pytest.raises(NotInLog, match="has no"):
        prove_inclusion(log.entry(0), size=size)
    with pytest.raises(NotInLog, match="has no"):
        prove_consistency(1, size)


def test_nothing_is_proved_from_an_empty_log(log: Log) -> None:
    with pytest.raises(ValueError, match="no proof"):
        prove_consistency(0, SIZE)
