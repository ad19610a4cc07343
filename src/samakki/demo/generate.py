"""Fills a node with an invented crowd of any size: ``samakki demo generate --entities N --seed S``. Needs Django.

Officers are made by the same actions that pages use; the crowd itself goes the bulk path (``entities.actions.bulk``).
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count
from multiprocessing.pool import AsyncResult, Pool

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from samakki.access import actions
from samakki.access.domain.roles.node import Overseer
from samakki.access.domain.roles.police import Investigator, Supervisor
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.queries import Officer
from samakki.demo.crowd_rows import OWNERS, block
from samakki.demo.seed import quick_hashing
from samakki.entities.actions.bulk import is_here, load
from samakki.entities.domain.prepared import PreparedSource
from samakki.kernel.refusals import InvalidValue, Refused, SamakkiError

OFFICERS = get_user_model().objects
CONSOLE = "console"
AGENCY = "KH/POL"
DESKS = ("KH/POL/GEN/duty", "KH/POL/GEN/field", "KH/POL/GEN/border", "KH/POL/GEN/port")
SMALL = 20_000
"""Entities below which further processes take longer to start than they save."""


class CrowdIsHere(SamakkiError):
    """The crowd of this seed was written before."""


def generate(entities: int, *, seed: int, told: Callable[[int], None]) -> int:
    """Make officers and write the crowd.

    Args:
        entities: how many.
        seed: the same seed and number give the same crowd.
        told: called now and then with the number of entities so far.

    Returns:
        How many entities were written.

    Raises:
        CrowdIsHere: it was written before.
    """
    if is_here(block(0, seed)[0].reference):
        raise CrowdIsHere
    owners = _owners()
    processes = (os.cpu_count() or 1) if entities >= SMALL else 1
    if processes == 1:
        blocks: Iterator[list[PreparedSource]] = (block(number, seed) for number in count())
        return load(_cut(blocks, entities), owners=owners, told=told)
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return load(_cut(_by_processes(pool, seed, ahead=2 * processes), entities), owners=owners, told=told)


def _by_processes(pool: Pool, seed: int, *, ahead: int) -> Iterator[list[PreparedSource]]:
    """Blocks in order, at most `ahead` of them made before they are wanted: memory stays flat."""
    waiting: deque[AsyncResult[list[PreparedSource]]] = deque()
    for number in count():
        waiting.append(pool.apply_async(block, (number, seed)))
        if len(waiting) > ahead:
            yield waiting.popleft().get()


def _cut(blocks: Iterator[list[PreparedSource]], entities: int) -> Iterator[PreparedSource]:
    """Sources until there are so many entities; the last one may be cut short."""
    for some in blocks:
        for source in some:
            yield replace(source, entities=source.entities[:entities])
            entities -= len(source.entities)
            if entities <= 0:
                return


def _owners() -> list[Officer]:
    """Investigators of several desks: those that are here, and as many more as are wanted, who cannot sign in."""
    in_force = Q(role_grants__confirmed_at__isnull=False, role_grants__ended_at__isnull=True)
    found = OFFICERS.filter(in_force, role_grants__role=Investigator.code, closed_at__isnull=True)
    owners = list(found.select_related("desk__agency").order_by("pk").distinct()[:OWNERS])
    with quick_hashing():
        owners += [_officer(number) for number in range(len(owners), OWNERS)]
    return owners


def _officer(number: int) -> Officer:
    desk = DESKS[number % len(DESKS)]
    with suppress(Refused, InvalidValue):
        day = timezone.localdate()
        actions.add_agency(by=CONSOLE, code=AGENCY, name=AGENCY, kind=AgencyKind.POLICE, terms_accepted_on=day)
    with suppress(Refused, InvalidValue):
        actions.add_desk(by=CONSOLE, address=desk, name=desk)
    made = actions.add_officer(by=CONSOLE, username=f"invented.{number:02}", full_name=f"Invented {number}", desk=desk)
    actions.propose_role(by=CONSOLE, officer=made.code, role=Investigator.code)
    others = OFFICERS.filter(role_grants__role__in=(Overseer.code, Supervisor.code)).distinct()
    confirmers: list[Officer | str] = [CONSOLE, *others.select_related("desk__agency")]
    for by in confirmers:
        with suppress(Refused):
            actions.confirm_role(by=by, officer=made.code, role=Investigator.code)
            break
    return OFFICERS.select_related("desk__agency").get(code=made.code)
