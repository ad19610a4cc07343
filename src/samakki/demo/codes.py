"""Shows the present one-time code on a demonstration node's sign-in pages, so that nobody needs a telephone.

Registered by the node only when ``node.toml`` says ``demo = true``; a real node does not load this module.
"""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

from django.http import HttpRequest
from django.template.loader import render_to_string

from samakki.demo.people import SECOND_FACTOR_SECRET
from samakki.ui import panels

SLOT = "second-factor"
STEP_SECONDS = 30
DIGITS = 6


def register() -> None:
    """Put the code on the pages that ask for one."""
    panels.register(SLOT, show_code)


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
