"""HTTPS as officers meet it: the certificate, and whether the proxy believes what its visitors say of themselves."""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from samakki.node.checks import is_local
from samakki.node.config import NodeConfig
from samakki.node.doctor.finding import Finding, fail, ok, warn
from samakki.sealing.tls import ends_at

SOON = timedelta(days=21)  # one that renews itself does so a month before its end
SECONDS = 5.0
PORT = 443
FAULT = 500  # and above: the node behind the proxy did not answer
STRANGE_NAME = 400  # the node's answer to a name that is not its own
PEM_BEGIN, PEM_END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"
RENEW = "Renew it: see the log of whoever does (`journalctl -u caddy`, `systemctl status certbot.timer`)."


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate that a server showed.

    Attributes:
        ends: when.
        doubt: why this machine does not believe it; "" where it does.
    """

    ends: datetime
    doubt: str = ""


def proxy(config: NodeConfig) -> Iterator[Finding]:
    """Nobody but the proxy can say over which line, and from where, a request came."""
    if not config.flag("https.proxy"):
        return
    if not is_local(config.text("listen")):
        yield warn(
            f"The node believes the headers of a proxy, and listens on {config.text('listen')}.",
            'Let only the proxy reach the port: by a firewall, or listen = "127.0.0.1". Others could pretend to use '
            "HTTPS, or to come from another address.",
        )
    if config.is_demo or is_local(config.hosts[0]):
        return
    passes_on = believes_visitors(config.hosts[0])
    if hides_name(config.hosts[0]):
        yield fail(
            f"The proxy does not tell the node that {config.hosts[0]} was asked for: every page is refused.",
            "Pass the name on in the proxy, `proxy_set_header Host $host;` in nginx: deploy/nginx.conf shows it.",
            why="The node answers to its own names alone, so that nobody can lead officers elsewhere under its pages.",
        )
    elif passes_on:
        yield fail(
            "The proxy passes on X-Forwarded-Proto as the visitor wrote it.",
            "Set the header in the proxy, whatever came: deploy/nginx.conf and deploy/Caddyfile show it.",
        )
    elif passes_on is False:
        yield ok("The proxy sets the headers that the node believes")


def certificate(config: NodeConfig) -> Iterator[Finding]:
    """The certificate lasts for some weeks more, and this machine believes it."""
    if config.is_demo or not config.is_https or is_local(config.hosts[0]):
        return
    host = config.hosts[0]
    try:
        found = in_file(config) if config.text("https.certificate") else shown_by(host)
    except (OSError, ValueError) as error:
        yield warn(
            f"The certificate of {host} could not be looked at ({type(error).__name__}).",
            f"Open https://{host}/health/ on another machine. Where that works, the proxy's name leads elsewhere here.",
        )
        return
    left = found.ends - datetime.now(UTC)
    told = f"The certificate of {host} ends on {found.ends:%Y-%m-%d}"
    if left < timedelta(0):
        yield fail(f"{told.replace('ends', 'ended')}.", RENEW)
    elif found.doubt:
        yield warn(f"{told}, and this machine does not believe it: {found.doubt}.", "Put its authority on officers' "
                   "machines and on this one, or take a certificate of a public authority.")  # fmt: skip
    elif left < SOON:
        yield warn(f"{told}, in {left.days} days.", RENEW)
    else:
        yield ok(told)


def in_file(config: NodeConfig) -> Shown:
    """The first certificate of the node's own chain.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds no certificate.
    """
    text = config.path("https.certificate").read_text("ascii")
    first = text[text.index(PEM_BEGIN) :].partition(PEM_END)[0]
    return Shown(ends_at(ssl.PEM_cert_to_DER_cert(f"{first}{PEM_END}\n")))


def shown_by(host: str, *, port: int = PORT) -> Shown:
    """The certificate that a server shows.

    Raises:
        OSError: nobody answered in time.
        ValueError: what was shown is no certificate.
    """
    doubt = ""
    try:
        der = _asked(host, port, ssl.create_default_context())
    except ssl.SSLCertVerificationError as error:
        doubt = error.verify_message
        der = _asked(host, port, _unbelieving())
    return Shown(ends_at(der), doubt)


def believes_visitors(host: str, *, port: int = PORT) -> bool | None:
    """Whether a visitor's own X-Forwarded-Proto reaches the node, which then leads to HTTPS again; None: no answer."""
    try:
        with closing(http.client.HTTPSConnection(host, port, timeout=SECONDS, context=_unbelieving())) as line:
            line.request("GET", "/", headers={"X-Forwarded-Proto": "http"})
            answer = line.getresponse()
            if answer.status >= FAULT:
                return None
            return answer.status in (301, 302, 307, 308) and f"https://{host}/" == answer.headers.get("Location", "")
    except (OSError, http.client.HTTPException):
        return None


def hides_name(host: str, *, port: int = PORT) -> bool:
    """Whether the node, asked through the proxy by its own name, refuses as it refuses a name it does not know."""
    try:
        with closing(http.client.HTTPSConnection(host, port, timeout=SECONDS, context=_unbelieving())) as line:
            line.request("GET", "/health/")
            return line.getresponse().status == STRANGE_NAME
    except (OSError, http.client.HTTPException):
        return False


def _asked(host: str, port: int, context: ssl.SSLContext) -> bytes:
    with closing(http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)) as line:
        line.connect()
        assert isinstance(line.sock, ssl.SSLSocket)  # noqa: S101  (what a HTTPS connection makes)
        return line.sock.getpeercert(binary_form=True) or b""


def _unbelieving() -> ssl.SSLContext:
    """Takes any certificate: it is looked at, and nothing secret is said."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
