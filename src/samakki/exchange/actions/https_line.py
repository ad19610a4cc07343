"""The way to another node over HTTPS, with its certificate pinned by the trust list.

A certificate proves here that the line ends at the right machine, no more: every call and every answer is signed by
its node as well. A node that lists no pins, because a proxy with ordinary certificates stands before it, is checked
against this machine's authorities instead.
"""

import hmac
import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from samakki.exchange.actions.calls import LineBroken
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.frames import LARGEST_CALL, LONGEST_HEAD
from samakki.sealing.tls import pin_of

PATH = "/exchange"
CONTENT_TYPE = "application/vnd.samakki.exchange"
SECONDS = 30.0  # without a byte; not for a whole call
PIECE = 64 * 1024
OK, METHOD_NOT_ALLOWED = 200, 405


@dataclass(frozen=True, slots=True)
class HttpsLine:
    """Lines to every node, as `at` has them in its trust list."""

    at: Station

    def post(self, node: str, call: bytes) -> bytes:
        """As ``calls.Wire``: the first of the node's addresses that can be reached."""
        listed = self.at.listed(node)
        broken = LineBroken("no-address")
        for endpoint in listed.endpoints if listed else ():
            try:
                return _post(endpoint, listed.pins if listed else (), call)
            except LineBroken as error:
                broken = error
                if error.partial:
                    break  # somebody answered: another address would be given the same again
        raise broken


def why_unreachable(endpoint: str, pins: tuple[str, ...]) -> str:
    """Why no other node could call at an address, as a code; "" where this software answers there.

    Asks with GET, which the address of the exchange turns away before anything is read.
    """
    url = urlsplit(endpoint)
    connection = _connection(url.scheme, url.hostname or "", url.port, pins)
    try:
        connection.connect()
        _check_pin(connection, pins)
        connection.request("GET", url.path.rstrip("/") + PATH, headers={"Host": url.netloc})
        with connection.getresponse() as response:
            return "" if response.status == METHOD_NOT_ALLOWED else f"status-{response.status}"
    except LineBroken as error:
        return error.code
    except ssl.SSLError:
        return "certificate"
    except TimeoutError:
        return "timeout"
    except (OSError, http.client.HTTPException):
        return "no-route"
    finally:
        connection.close()


def _post(endpoint: str, pins: tuple[str, ...], call: bytes) -> bytes:
    url = urlsplit(endpoint)
    connection = _connection(url.scheme, url.hostname or "", url.port, pins)
    came = bytearray()
    try:
        connection.connect()
        _check_pin(connection, pins)
        headers = {"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE, "Host": url.netloc}
        connection.request("POST", url.path.rstrip("/") + PATH, body=call, headers=headers)
        with connection.getresponse() as response:
            if response.status != OK:
                raise LineBroken(f"status-{response.status}")
            while piece := response.read1(PIECE):
                came += piece
                if len(came) > LARGEST_CALL + LONGEST_HEAD:
                    raise LineBroken("answer-too-large")
    except ssl.SSLError as error:
        raise LineBroken("certificate") from error
    except TimeoutError as error:
        raise LineBroken("timeout", partial=bytes(came)) from error
    except (OSError, http.client.HTTPException) as error:
        raise LineBroken("cut" if came else "no-route", partial=bytes(came)) from error
    finally:
        connection.close()
    return bytes(came)


def _connection(scheme: str, host: str, port: int | None, pins: tuple[str, ...]) -> http.client.HTTPConnection:
    if scheme != "https":
        # Demonstrations on one machine. Such names are this machine's, whatever its resolver knows (RFC 6761, 6.3).
        own = "127.0.0.1" if host.endswith(".localhost") else host
        return http.client.HTTPConnection(own, port, timeout=SECONDS)
    context = ssl.create_default_context()
    if pins:  # the pin says whose it is, whatever name or authority stands in the certificate
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)


def _check_pin(connection: http.client.HTTPConnection, pins: tuple[str, ...]) -> None:
    if not pins or not isinstance(connection.sock, ssl.SSLSocket):
        return
    given = connection.sock.getpeercert(binary_form=True)
    pin = pin_of(given) if given else ""
    if not any(hmac.compare_digest(pin, one) for one in pins):
        raise LineBroken("certificate")
