"""What the main job needs within a node before its steps and between them; ``main_job_ground`` runs it.

Officers are made by actions, as a console and other officers would make them. Desks and keys of the other node are
believed as if two countries had signed a list.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from samakki.access.actions import accounts, own
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Officer
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.seeing import seen
from samakki.exchange import registries
from samakki.exchange.actions import own_keys
from samakki.exchange.domain.schemas import CATALOGUE
from samakki.exchange.domain.trust.publication import read_publication
from samakki.exchange.models import Message
from samakki.intelligence.models import Disclosure, DisclosurePart, ReceivedDisclosure
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.names import romanise
from tests.support.trust import a_statement, put_in_directory
from tools.trial.main_job_play import SignIn, Told
from tools.trial.seed_acts import CONSOLE, confirm
from tools.trial.seeding import PASSWORD

SEED = 11
LOOKED_AT = 400
"""People of an officer's own records among whom some are drawn."""


def officers_of_crowd(count: int) -> object:
    """Give those who wrote the crowd a password and an app, and each a second person at the desk; all as they sign in.

    Returns:
        A pair for each: the officer, and the second person.
    """
    owners = (
        Officer.objects.filter(username__startswith="invented.").select_related("desk").order_by("username")[:count]
    )
    return [[_able(one), _officer(f"second.{one.username}", one.desk.address, "supervisor")] for one in owners]


def officers_abroad(desks: Sequence[str]) -> object:
    """An investigator at each of these desks, made with their agency; as they sign in."""
    agency = DeskAddress.parse(desks[0]).agency_code
    day = date(2026, 1, 1)
    accounts.add_agency(by=CONSOLE, code=agency, name=agency, kind=AgencyKind.POLICE, terms_accepted_on=day)
    for desk in desks:
        accounts.add_desk(by=CONSOLE, address=desk, name=desk)
    return [_officer(f"abroad.{place:02}", desk, "investigator") for place, desk in enumerate(desks)]


def stories(count: int, each: int) -> object:
    """What each of those who wrote the crowd is told: people who are in the officer's own records, told in Latin."""
    return [[asdict(one) for one in _stories(by, each)] for by in _owners(count)]


def publish(name: str, endpoint: str) -> str:
    """Make the keys of this node and of all its desks; what others need of them, in hexadecimal."""
    desks = [one for one in own_keys.desks_here() if str(one).startswith(f"{name}/")]
    own_keys.renew(by=CONSOLE, desks=desks)
    return own_keys.publication(NodeName(*name.split("/")), endpoints=(endpoint,), types=_types()).to_bytes().hex()


def trust(*published: str) -> int:
    """Believe what nodes publish of themselves; how many desks there are."""
    now = datetime.now(UTC)
    stated = []
    for raw in published:
        offer = read_publication(bytes.fromhex(raw))
        made, _ = a_statement(offer.node.country, types=tuple(offer.types))
        keys = tuple(replace(key, valid_from=now - timedelta(days=1)) for key in offer.keys)
        node = replace(
            made.nodes[0], name=offer.node, endpoints=offer.endpoints, keys=keys, types=offer.types,
            messages_a_day=1_000_000, megabytes_a_day=100_000,
        )  # fmt: skip
        desks = [replace(made.desks[0], address=one.address, node=offer.node, keys=one.keys) for one in offer.desks]
        stated.append(replace(made, nodes=(node,), desks=tuple(desks)))
    put_in_directory(*stated, dated=now)
    return sum(len(one.desks) for one in stated)


def end_hold(disclosure: str, seconds: float) -> bool:
    """Have the minutes in which a disclosure waits be over in so many seconds; whether any of it waited."""
    ends = timezone.now() + timedelta(seconds=seconds)
    messages = DisclosurePart.objects.filter(disclosure__reference=disclosure).values("message")
    with transaction.atomic():
        Disclosure.objects.filter(reference=disclosure, held_until__isnull=False).update(held_until=ends)
        held = Message.objects.filter(reference__in=messages, held_until__isnull=False)
        return bool(held.update(held_until=ends))


def left_and_answered() -> dict[str, list[float | None]]:
    """For each disclosure when its wait was over and when the answer was here, in seconds since 1970."""
    rows = DisclosurePart.objects.values_list("disclosure__reference", "disclosure__held_until", "answered_at")
    return {reference: [_seconds(one) for one in moments] for reference, *moments in rows}


def came_and_taken() -> dict[str, list[float | None]]:
    """For each disclosure of the other node when it came and when it was taken, in seconds since 1970."""
    rows = ReceivedDisclosure.objects.values_list("originator_reference", "received_at", "answered_at")
    return {reference: [_seconds(one) for one in moments] for reference, *moments in rows}


def disk() -> float:
    """Megabytes of the whole database."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0]) / 1e6
    path = Path(settings.DATABASES["default"]["NAME"])
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) / 1e6


def _owners(count: int) -> QuerySet[Officer]:
    """Those among whom the crowd was dealt."""
    found = Officer.objects.filter(username__startswith="invented.").select_related("desk__agency")
    return found.order_by("username")[:count]


def _able(officer: Officer) -> dict[str, Any]:
    """The officer with a password and an authenticator app."""
    own.change_own_password(by=officer, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    return asdict(SignIn(officer.username, PASSWORD, secret))


def _officer(username: str, desk: str, role: str) -> dict[str, Any]:
    made = accounts.add_officer(by=CONSOLE, username=username, full_name=f"Invented {username}", desk=desk)
    accounts.propose_role(by=CONSOLE, officer=made.code, role=role)
    confirm(made.code, role)
    return _able(Officer.objects.select_related("desk__agency").get(code=made.code))


def _stories(by: Officer, each: int) -> list[Told]:
    """People with a name in another script first: searching one by the other is what is asked."""
    rng = Random(f"{SEED} {by.username}")  # noqa: S311  (invents telephones, not keys)
    rows = Entity.objects.filter(seen(by), schema="Person").order_by("pk").values_list("pk", flat=True)
    people = list(rows[:LOOKED_AT])
    rng.shuffle(people)
    said = Statement.objects.filter(entity__in=people, prop="name", withdrawn_at__isnull=True)
    names = {entity: (value, language) for entity, value, language in said.values_list("entity", "value", "language")}
    found = [names[one] for one in people if one in names]
    found.sort(key=lambda one: one[0].isascii())
    return [
        Told(
            headline=f"{by.username} {place}: a broker and a house",
            person=romanise(value, language) or value,
            elsewhere=value,
            phone=f"0{rng.randrange(70, 99)} {rng.randrange(10**6):06}",
        )
        for place, (value, language) in enumerate(found[:each])
    ]


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None


def _types() -> dict[str, tuple[str, ...]]:
    """Versions of all types that somebody owns here."""
    found: dict[str, tuple[str, ...]] = {}
    for one in CATALOGUE.types:
        if registries.owner_of(str(one)):
            found[one.name] = (*found.get(one.name, ()), f"{one.major}.{one.minor}")
    return found
