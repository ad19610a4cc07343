"""What is measured of the audit log, one act to a process; `ACTS` by name. Needs Django set up."""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.audit.entries import canonical_leaf
from samakki.access.models import AuditEntry, AuditPlace, AuditWaiting

Result = dict[str, float]

BATCH = 5_000
TOGETHER = 100  # entries to a transaction
FACTS = {"purpose": "investigate_trafficking", "view": "full", "surface": "page"}
OFFICER, RECORD = "O-7K3QR", "C-7K3QR"


def record() -> None:
    """One entry, as actions write it."""
    audit.record(OFFICER, "read", RECORD, facts=FACTS)


def insert() -> None:
    """Two rows of the same size, without models and checks. They are no true entries: the node is thrown away after."""
    entry = uuid4().hex if connection.vendor == "sqlite" else uuid4()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_auditentry (id, at, actor, action, reference, outcome, facts, leaf) "
            "VALUES (%s, %s, %s, 'read', %s, 'done', %s, %s)",
            [entry, "2026-03-01 03:00:00.123456+00:00", OFFICER, RECORD, json.dumps(FACTS), bytes(300)],
        )
        cursor.execute("INSERT INTO access_auditwaiting (entry_id) VALUES (%s)", [entry])


def alone(act: Callable[[], None], count: int) -> Result:
    """Do it `count` times, each in a transaction of its own."""
    connection.ensure_connection()
    begun = time.perf_counter()
    for _ in range(count):
        with transaction.atomic():
            act()
    return {"seconds": time.perf_counter() - begun}


def together(act: Callable[[], None], count: int) -> Result:
    """Do it `count` times, a hundred to a transaction."""
    connection.ensure_connection()
    begun = time.perf_counter()
    for _ in range(count // TOGETHER):
        with transaction.atomic():
            for _ in range(TOGETHER):
                act()
    return {"seconds": time.perf_counter() - begun}


def fill(size: int) -> Result:
    """Bring the log, with what waits, to `size` entries, in bulk and as ``record`` would have written them."""
    missing = size - AuditEntry.objects.count()
    for start in range(0, missing, BATCH):
        entries = [_entry() for _ in range(min(BATCH, missing - start))]
        with transaction.atomic():
            AuditEntry.objects.bulk_create(entries)
            AuditWaiting.objects.bulk_create(AuditWaiting(entry_id=entry.pk) for entry in entries)
    return {"size": AuditEntry.objects.count()}


def sequence(_count: int) -> Result:
    """Give every waiting entry its place."""
    begun = time.perf_counter()
    placed = audit.sequence(limit=10**9)
    return {"seconds": time.perf_counter() - begun, "count": placed}


def checkpoint(_count: int) -> Result:
    """Sign eleven times, each time with one entry more; the fastest, because the rest waited for somebody's disk."""
    times = []
    for _ in range(11):
        record()
        audit.sequence()
        begun = time.perf_counter()
        audit.checkpoint()
        times.append(time.perf_counter() - begun)
    return {"ms": min(times) * 1000}


def verify(_count: int) -> Result:
    """Walk through the whole log; seconds, and the most memory of its own that this process had on the way."""
    most = 0

    def look(_proved: int) -> None:
        nonlocal most
        most = max(most, own_memory())

    begun = time.perf_counter()
    report = audit.verify(look)
    seconds = time.perf_counter() - begun
    if not report.is_ok or report.unsequenced:
        message = f"the log that was to be measured is not sound: {report}"
        raise RuntimeError(message)
    return {"seconds": seconds, "size": report.size, "megabytes": most / 1e6}


def own_memory() -> int:
    """Bytes of this process that are no part of a file; SQLite maps the database, and that is not counted."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("RssAnon:")[2].split()[0]) * 1024


def prove(_count: int) -> Result:
    """Prove one entry in the middle of the log, eleven times; the median."""
    size = AuditPlace.objects.count()
    entry = AuditPlace.objects.get(position=size // 2).entry_id
    times = []
    for _ in range(11):
        begun = time.perf_counter()
        proof = audit.prove_inclusion(entry, size=size)
        times.append(time.perf_counter() - begun)
    return {"ms": median(times) * 1000, "hashes": len(proof.path)}


ACTS: dict[str, Callable[[int], Result]] = {
    "record-alone": partial(alone, record),
    "record-together": partial(together, record),
    "insert-alone": partial(alone, insert),
    "insert-together": partial(together, insert),
    "fill": fill,
    "sequence": sequence,
    "checkpoint": checkpoint,
    "verify": verify,
    "prove": prove,
}


def _entry() -> AuditEntry:
    entry = AuditEntry(at=timezone.now(), actor=OFFICER, action="read", reference=RECORD, outcome="done", facts=FACTS)
    entry.leaf = canonical_leaf(
        entry.pk, entry.at, actor=OFFICER, action="read", reference=RECORD, outcome="done", facts=FACTS
    )
    return entry
