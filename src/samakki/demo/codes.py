"""Says on a demonstration node's sign-in pages who can sign in, and shows the present one-time code.

Registered by the node only when ``node.toml`` says ``demo = true``; a real node does not load this module.
"""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from samakki.access.web.wording.roles import role_name
from samakki.demo.nations import NATIONS
from samakki.demo.path import players
from samakki.demo.people import SECOND_FACTOR_SECRET, DemoOfficer
from samakki.ui import panels

SLOT = "second-factor"
SIGN_IN = "sign-in"
STORY = ("investigator", "supervisor", "prosecutor", "social_worker", "overseer", "node_administrator")
"""Roles that can be tried on every node; where nobody on the path holds one, its first officer is named."""
STEP_SECONDS = 30
DIGITS = 6


def register() -> None:
    """Put the code on the pages that ask for one, and the people of the story on the first page."""
    panels.register(SLOT, show_code)
    panels.register(SIGN_IN, show_people)


def show_people(request: HttpRequest | None, _value: object) -> str:
    """The panel: who plays in the story of this node, and where password and code are shown."""
    people = [(one.username, one.full_name, role_name(role)) for role, one in people_of(settings.SAMAKKI_COUNTRY)]
    return render_to_string("demo/people.html", {"people": people}, request)


def people_of(country: str) -> list[tuple[str, DemoOfficer]]:
    """Who plays on the path, in its order, then the first officer of each role that can be tried and is missing.

    Args:
        country: ISO code of the node; one that has no demonstration gives nobody.

    Returns:
        Officers, each with the role that says what they do.
    """
    officers = [one for nation in NATIONS if nation.country == country for _agency, _desk, one in nation.officers()]
    by_name = {one.username: one for one in officers}
    playing = [by_name[username] for username in players(country) if username in by_name]
    held = {role for one in playing for role in one.roles}
    others = (next((one for one in officers if role in one.roles), None) for role in STORY if role not in held)
    return [(one.roles[0], one) for one in (*playing, *others) if one is not None]


def show_code(request: HttpRequest | None, _value: object) -> str:
    """The panel: the code an authenticator app with the demonstration's secret shows now."""
    return render_to_string("demo/code.html", {"code": code_at(time.time())}, request)


def code_at(seconds: float) -> str:
    """Six digits (RFC 6238 with SHA-1, steps of 30 seconds).

    Args:
        seconds: since 1970.
    """
    key = b32decode(SECOND_FACTOR_SECRET)
    digest = hmac.digest(key, struct.pack(">Q", int(seconds) // STEP_SECONDS), hashlib.sha1)
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)
