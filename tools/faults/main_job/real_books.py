"""What a node of the main job has in its books, as JSON; run within the node, which may be running or not."""

import importlib
import json
import os
import sys
from collections import Counter
from typing import Any

import django

from tools.faults.books import command_faults

ONCE = (
    "start_report",
    "start_disclosure",
    "confirm_disclosure",
    "receive_disclosure",
    "accept_disclosure",
    "start_import",
    "import_written",
    "import_accepted",
    "open_case",
    "file_in_case",
    "receive_emergency",
)


def books() -> dict[str, Any]:
    """Everything that is held against what officers did."""
    intelligence = importlib.import_module("samakki.intelligence.models")
    entities = importlib.import_module("samakki.entities.models")
    matching = importlib.import_module("samakki.matching.models")
    exchange = importlib.import_module("samakki.exchange.models")
    access = importlib.import_module("samakki.access.models")
    explaining = importlib.import_module("tools.faults.exchange.explaining")
    tallies = importlib.import_module("tools.faults.exchange.tallies")
    withdrawn = matching.JudgementStep.objects.filter(kind="withdrawn").values("judgement")
    logged = Counter(
        access.AuditEntry.objects.filter(action__in=ONCE, outcome="done").values_list("action", "reference")
    )
    letters = exchange.Addressee.objects.select_related("message")
    return {
        **_around(),
        "reports": [
            {
                "headline": one.headline,
                "reference": one.reference,
                "items": sorted(one.items.filter(taken_out_at=None).values_list("raw", flat=True)),
                "things": sorted(
                    entities.Entity.objects.filter(source__reference=one.reference).values_list("schema", flat=True)
                ),
                "disclosures": list(one.disclosures.values_list("reference", flat=True)),
            }
            for one in intelligence.Report.objects.all()
        ],
        "judged": sorted(
            matching.Judgement.objects.exclude(pk__in=withdrawn).values_list("first__reference", "second__reference")
        ),
        "parts": [
            [one.disclosure.reference, one.disclosure.state, one.desk, one.state]
            for one in intelligence.DisclosurePart.objects.select_related("disclosure")
        ],
        "received": [
            [one.originator_reference, one.desk, one.state, sorted(one.holdings.values_list("state", flat=True))]
            for one in intelligence.ReceivedDisclosure.objects.exclude(kind="emergency").prefetch_related("holdings")
        ],
        "letters": [[one.message.type, one.message.digest, one.desk, one.state, one.reason] for one in letters],
        "came": list(map(list, exchange.Landing.objects.values_list("message__digest", "desk"))),
        "board": [
            [one.recall.disclosure.reference, one.desk, one.item, one.result]
            for one in intelligence.RecallAnswer.objects.select_related("recall__disclosure")
        ],
        "twice": [f"{action} of {about}" for (action, about), times in logged.items() if times > 1],
        "unexplained": list(explaining.unexplained(tallies.tally())),
        "alarms": list(exchange.Alarm.objects.values_list("code", flat=True)),
        "waiting": matching.Compared.objects.filter(asked_at__isnull=False).count()
        + exchange.Outbox.objects.count()
        + exchange.Inbox.objects.filter(state="stored").count()
        + exchange.Message.objects.filter(held_until__isnull=False).count(),
    }


def _around() -> dict[str, Any]:
    """What stands around leads: files, cases, requests, emergencies, and the list."""
    intelligence = importlib.import_module("samakki.intelligence.models")
    entities = importlib.import_module("samakki.entities.models")
    cases = importlib.import_module("samakki.cases.models")
    exchange = importlib.import_module("samakki.exchange.models")
    acting = importlib.import_module("samakki.intelligence.queries.acting")
    filed = intelligence.Filing.objects.filter(taken_out_at=None).values_list("case_reference", "report__reference")
    last = {(one.recall_id, one.desk): one for one in intelligence.EmergencyAnswer.objects.order_by("pk")}
    return {
        "imports": [
            [one.reference, one.state, one.accepted_into, _people_under(entities, one)]
            for one in entities.Import.objects.select_related("source")
        ],
        "cases": [
            {
                "reference": one.reference,
                "nickname": one.nickname,
                "people": [
                    [
                        each.entity.reference,
                        sorted(each.categories.filter(until=None).values_list("category", flat=True)),
                        sorted(each.roles.filter(until=None).values_list("role", flat=True)),
                    ]
                    for each in one.people.select_related("entity")
                ],
                "tasks": list(one.tasks.values_list("title", flat=True)),
                "reports": [report for case, report in filed if case == one.reference],
            }
            for one in cases.Case.objects.filter(nickname__startswith="Lorry ")
        ],
        "releases": [
            [one.asked_as or one.reference, one.received is not None, one.state, one.to]
            for one in intelligence.ReleaseRequest.objects.select_related("received")
        ],
        "emergencies": [
            [one.reference, sorted(one.messages), sorted(each.desk for each in acting.acting_on(one))]
            for one in intelligence.Emergency.objects.all()
        ],
        "unanswered": [f"{one.desk} about {one.recall.reference}" for one in last.values() if one.result == "asked"],
        "lives": [
            [one.originator_reference, one.desk, one.state]
            for one in intelligence.ReceivedDisclosure.objects.filter(kind="emergency")
        ],
        "list": exchange.TrustState.objects.get().timestamp_version,
        "telephones": {one.address: one.details["phone"] for one in exchange.KnownDesk.objects.all()},
    }


def _people_under(entities: Any, brought: Any) -> int:  # noqa: ANN401  (models, which are there only after set-up)
    return int(entities.Entity.objects.filter(schema="Person", source=brought.source).count())


def main(words: list[str]) -> int:
    """Print them; with ``whole``, also what the node's own checks say."""
    found = books()
    found["judged_by_itself"] = command_faults("audit", "verify") if "whole" in words else []
    print(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samakki.node.settings")
    django.setup()
    sys.exit(main(sys.argv[1:]))
