"""What a trial does within a node of an exchange: keys, trust, messages, books. Run in its own process."""

import importlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
TYPES = {"line.check": ("1.0",)}
DESK = "DUTY/duty"


def keys(name: str, endpoint: str) -> object:
    """Make this node's keys and its desk; answer with what others need."""
    addresses = importlib.import_module("samakki.kernel.addresses")
    own_keys = importlib.import_module("samakki.exchange.actions.own_keys")
    keyring = importlib.import_module("samakki.sealing.keyring")
    deskfile = importlib.import_module("samakki.sealing.deskfile")
    settings = importlib.import_module("django.conf").settings
    desk = addresses.DeskAddress.parse(f"{name}/{DESK}")
    own_keys.renew(by="console", desks=[desk])
    ring = keyring.load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    made, _ = deskfile.load_desk_keys(settings.SAMAKKI_KEYS / "desks.json", ring)
    key = made[-1]
    signing = own_keys.signing()
    return {
        "name": name,
        "endpoint": endpoint,
        "signing": [signing.id, signing.public.hex()],
        "desk": [key.id, key.public.hex(), key.suite.value],
    }


def trust(*told: dict[str, Any]) -> object:
    """Believe what nodes say of themselves, as if their countries had signed it."""
    support = importlib.import_module("tests.support.trust")
    stated = importlib.import_module("samakki.exchange.domain.trust.statement")
    addresses = importlib.import_module("samakki.kernel.addresses")
    now = datetime.now(UTC)
    since, until = now - timedelta(days=1), now + timedelta(days=80)

    def statement(one: dict[str, Any]) -> object:
        name = addresses.NodeName.parse(one["name"])
        desk_id, desk_public, suite = one["desk"]
        key = stated.ListedKey(desk_id, stated.KeyKind(suite), bytes.fromhex(desk_public), since, until)
        made, _ = support.a_statement(name.country, types=tuple(TYPES))
        desk = support.replace(
            made.desks[0], address=addresses.DeskAddress.parse(f"{name}/{DESK}"), node=name, keys=(key,)
        )
        signing_id, public = one["signing"]
        signing = stated.ListedKey(signing_id, stated.KeyKind.SIGNING, bytes.fromhex(public), since, until)
        node = support.replace(
            made.nodes[0],
            name=name,
            endpoints=(one["endpoint"],) if one["endpoint"] else (),
            keys=(signing,),
            messages_a_day=1_000_000,
            megabytes_a_day=100_000,
        )
        return support.replace(made, nodes=(node,), desks=(desk,))

    support.put_in_directory(*map(statement, told), dated=now)
    return len(told)


def send(to: str, first: int, count: int, portion: int = 50) -> object:
    """Queue messages without a hold; each marker says which it is. Answers with those that were committed."""
    queue = importlib.import_module("samakki.exchange.actions.queue")
    addresses = importlib.import_module("samakki.kernel.addresses")
    transaction = importlib.import_module("django.db").transaction
    own = importlib.import_module("samakki.exchange.queries.directory").own()
    desk = addresses.DeskAddress.parse(f"{to}/{DESK}")
    sent: list[int] = []
    for start in range(first, first + count, portion):
        with transaction.atomic():
            for number in range(start, min(start + portion, first + count)):
                queue.queue(
                    by="node", sender=own.desks[0], to=[desk], type="line.check@1.0",
                    body={"marker": f"{number:08x}"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons",
                    thread=f"trial-{number}", hold=timedelta(),
                )  # fmt: skip
        sent += range(start, min(start + portion, first + count))
    return sent


def measure(to: str, count: int) -> object:
    """Queue so many messages and wait until every one has its receipt from the desk; how long each part took."""
    models = importlib.import_module("samakki.exchange.models")
    before = models.Addressee.objects.filter(state="delivered").count()
    began = time.perf_counter()
    send(to, 0, count, 100)
    queued = time.perf_counter()
    while models.Addressee.objects.filter(state="delivered").count() < before + count:
        time.sleep(0.1)
    done = time.perf_counter()
    return {"queued": queued - began, "delivered": done - queued, "all": done - began}


def books() -> object:
    """What happened here, by marker, and where what was sent stands."""
    access = importlib.import_module("samakki.access.models")
    models = importlib.import_module("samakki.exchange.models")
    entries = access.AuditEntry.objects.filter(action="receive_line_check")
    return {
        "effects": Counter(entry.facts["digest"] for entry in entries),
        "states": Counter(models.Addressee.objects.values_list("state", flat=True)),
        "waiting": models.Outbox.objects.count(),
        "unsettled": models.ReceiptMade.objects.filter(settled_at=None).count(),
        "alarms": list(models.Alarm.objects.values_list("code", flat=True)),
    }


def judge() -> object:
    """What is wrong with the books of this node, whatever others say."""
    models = importlib.import_module("samakki.exchange.models")
    access = importlib.import_module("samakki.access.models")
    words = importlib.import_module("samakki.exchange.web.wording.mail")
    directory = importlib.import_module("samakki.exchange.queries.directory")
    documents = importlib.import_module("samakki.sealing.documents")
    forms = importlib.import_module("samakki.exchange.domain.receipts")
    faults = []
    for one in models.ReceiptGot.objects.select_related("message"):

        def key(key_id: str, node: str = one.node, moment: datetime = one.at) -> bytes:
            return bytes(directory.signing_key(node, key_id, at=moment).public)

        said = forms.read_receipt(documents.verify_document(bytes(one.signed), kind="receipt", key_of=key).content)
        if (said.of, said.verdict) != (one.message.digest, one.verdict):
            faults.append(f"a receipt is about another message than {one.message.reference}")
    for one in models.Addressee.objects.select_related("message"):
        if one.state not in words.SENT:
            faults.append(f"{one.message.reference} is {one.state}, which has no words")
        if one.state == "delivered" and not one.message.receipts.filter(kind="R2", desk=one.desk).exists():
            faults.append(f"{one.message.reference} is delivered without a receipt")
    for action in ("queue_message", "receive_message"):
        logged = Counter(access.AuditEntry.objects.filter(action=action).values_list("reference", flat=True))
        rows = models.Message if action == "queue_message" else models.Inbox
        there = set(rows.objects.values_list("reference", flat=True))
        faults += [f"{action} of {one} is in the log alone or in the table alone" for one in there ^ logged.keys()]
        faults += [f"{action} of {one} stands {times} times" for one, times in logged.items() if times > 1]
    return faults


def serve() -> None:
    """Do one act for each line that comes, until none comes any more: a program that is started costs seconds."""
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        act, *given = json.loads(line)
        print(json.dumps(ACTS[act](*given)), flush=True)


ACTS: dict[str, Callable[..., object]] = {
    "keys": keys,
    "trust": trust,
    "send": send,
    "measure": measure,
    "books": books,
    "judge": judge,
}

if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "serve":
        serve()
    else:
        print(json.dumps(ACTS[sys.argv[1]](*map(json.loads, sys.argv[2:]))))
