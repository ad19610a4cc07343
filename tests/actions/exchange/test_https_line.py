import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from samakki.exchange.actions.calls import LineBroken
from samakki.exchange.actions.https_line import CONTENT_TYPE, HttpsLine
from samakki.sealing.tls import pin_of
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
CALL = b"SMKX1 a call"
HEADERS = {"host", "accept", "accept-encoding", "content-type", "content-length"}  # nothing else leaves in clear


class Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        said = {name.lower() for name in self.headers}
        is_right = self.path == "/far/exchange" and self.headers["Content-Type"] == CONTENT_TYPE and said == HEADERS
        body = self.rfile.read(length)[::-1]
        self.send_response(200 if is_right else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        """Say nothing: a test prints no lines of a server."""


class Server(ThreadingHTTPServer):
    def handle_error(self, *_given: object) -> None:
        """A caller that hangs up in the handshake is what half of these tests are about."""


@dataclass(frozen=True)
class Far:
    """A server with a certificate that nobody vouches for but a pin."""

    endpoint: str
    pin: str


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Far]:
    folder: Path = tmp_path_factory.mktemp("far")
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody.else.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=900))
        .not_valid_after(now + timedelta(days=900))
        .sign(key, None)
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with Server(("127.0.0.1", 0), Answers) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        pin = pin_of(certificate.public_bytes(Encoding.DER))
        yield Far(f"https://127.0.0.1:{server.server_address[1]}/far/", pin)
        server.shutdown()
        thread.join()


def line(stations: Stations, *endpoints: str, pins: tuple[str, ...] = ()) -> HttpsLine:
    listed = stations.here.listed("TH/POL")
    assert listed
    changed = replace(listed, endpoints=endpoints, pins=pins)
    return HttpsLine(replace(stations.here, _nodes={"TH/POL": changed}))


def broken(at: HttpsLine) -> str:
    with pytest.raises(LineBroken) as error:
        at.post("TH/POL", CALL)
    return error.value.code


def test_a_node_is_known_by_the_key_that_its_country_lists(stations: Stations, far: Far) -> None:
    assert line(stations, far.endpoint, pins=("00" * 32, far.pin)).post("TH/POL", CALL) == CALL[::-1]


def test_another_certificate_than_the_one_in_the_list_is_refused(stations: Stations, far: Far) -> None:
    assert broken(line(stations, far.endpoint, pins=("00" * 32,))) == "certificate"


def test_without_a_pin_somebody_has_to_vouch_for_the_certificate(stations: Stations, far: Far) -> None:
    assert broken(line(stations, far.endpoint)) == "certificate"


def test_another_address_is_tried_where_one_does_not_answer(stations: Stations, far: Far) -> None:
    at = line(stations, "https://127.0.0.1:9", far.endpoint, pins=(far.pin,))
    assert at.post("TH/POL", CALL) == CALL[::-1]


def test_why_nothing_came_is_told(stations: Stations, far: Far) -> None:
    assert broken(line(stations)) == "no-address"
    assert broken(line(stations, "https://127.0.0.1:9", pins=(far.pin,))) == "no-route"
    assert broken(line(stations, f"{far.endpoint}elsewhere", pins=(far.pin,))) == "status-404"
