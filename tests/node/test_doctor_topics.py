"""Single subjects of the doctor, each without a node of its own."""

import json
import re
import ssl
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from samakki.node.commands import doctor_command
from samakki.node.config import NodeConfig, parse
from samakki.node.doctor import clock, database, https, machine, owners, units, wishes
from samakki.node.doctor.finding import Finding, Level, Topic
from samakki.node.doctor.server_settings import judged, server
from samakki.node.doctor.topics import WITHOUT_DATABASE
from tests.node.conftest import SERVER
from tests.rules.sources import ROOT

TOPICS = (*WITHOUT_DATABASE, *database.FIRST, *database.THEN)
SAFE = {
    "server_version_num": "150018",
    "server_version": "15.18",
    "server_encoding": "UTF8",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "data_checksums": "on",
    "max_connections": "100",
    "superuser_reserved_connections": "3",
}


def config(home: Path, text: str = "") -> NodeConfig:
    return parse(text or 'hosts = ["kh.samakki.example"]\n[https]\nproxy = true\n', home / "node.toml")


def levels(found: Iterator[Finding]) -> list[str]:
    return [one.level.value for one in found]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.code)
def test_every_subject_says_why_it_matters_and_leads_to_a_heading(topic: Topic) -> None:
    page, _, heading = topic.see.partition("#")
    text = (ROOT / page).read_text("utf-8")
    headings = {re.sub(r"[^a-z0-9 -]", "", line.lstrip("# ").lower()).replace(" ", "-")
                for line in text.splitlines() if line.startswith("#")}  # fmt: skip
    assert not heading or heading in headings
    assert topic.why.endswith(".")


def test_subjects_have_codes_of_their_own() -> None:
    assert len({topic.code for topic in TOPICS}) == len(TOPICS)


def test_what_cannot_be_looked_at_is_a_finding(tmp_path: Path) -> None:
    def refuse(_config: NodeConfig) -> Iterator[Finding]:
        yield Finding(Level.OK, (tmp_path / "not-there").read_text("utf-8"))

    (found,) = Topic("x", refuse, "It matters.", "README.md").findings(config(tmp_path))
    assert (found.level, found.why, found.topic) == (Level.FAIL, "It matters.", "x")


@pytest.mark.parametrize(
    ("given", "level", "told"),
    [
        ({"server_encoding": "SQL_ASCII"}, "fail", "UTF-8"),
        ({"fsync": "off"}, "fail", "fsync = off"),
        ({"full_page_writes": "off"}, "fail", "full_page_writes"),
        ({"synchronous_commit": "off"}, "fail", "synchronous_commit"),
        ({"server_version_num": "120022", "server_version": "12.22"}, "fail", "too old"),
        ({"data_checksums": "off"}, "warn", "checksums"),
        ({"max_connections": "20"}, "warn", "connections"),
    ],
)
def test_a_server_that_may_lose_what_it_acknowledged_is_found(given: dict[str, str], level: str, told: str) -> None:
    assert list(judged(SAFE, needed=20)) == []
    (found,) = judged({**SAFE, **given}, needed=20)
    assert (found.level.value, told in found.what) == (level, True)


@pytest.mark.skipif(SERVER == "sqlite", reason="--db postgres asks a server")
@pytest.mark.django_db
def test_a_server_answers_what_it_is_asked(tmp_path: Path) -> None:
    found = list(server(config(tmp_path, 'database = "postgresql:///x"\n')))
    assert found
    assert not any("too old" in one.what or "UTF-8" in one.what for one in found if one.level is not Level.OK)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("[files]\nmegabytes = 60\n", "fail"),
        ("[sessions]\nidle_minutes = 45\n", "warn"),
        ("[disclosures]\ncountries = 8\n", "warn"),
        ("[backups]\nwarn_after_hours = 400\n", "warn"),
        ('[exchange]\ntrust = "http://127.0.0.1/list"\n', "warn"),
        ("", "ok"),
    ],
)
def test_settings_that_take_away_protection_are_named(text: str, level: str, tmp_path: Path) -> None:
    assert levels(wishes.settings(config(tmp_path, text or "port = 8001\n"))) == [level]


def test_a_clock_that_nothing_keeps_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for state, expected in ((5, ["warn"]), (0, ["ok"]), (None, [])):
        monkeypatch.setattr(clock, "kernel_state", lambda state=state: state)
        assert levels(clock.kept(config(tmp_path))) == expected
    assert levels(clock.zones(config(tmp_path))) == ["ok"]


def test_a_database_file_on_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nnas:/x {tmp_path} nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(machine, "MOUNTS", mounts)
    assert levels(machine.network_folder(config(tmp_path))) == ["fail"]
    assert levels(machine.network_folder(config(tmp_path, 'database = "postgresql:///x"\n'))) == []


def test_what_root_left_behind_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "fields.json").touch()
    assert levels(owners.owners(config(tmp_path))) == ["ok"]
    mine = Path.lstat

    def roots(path: Path) -> object:
        found = mine(path)
        return Namespace(st_uid=found.st_uid + 1) if path.name == "fields.json" else found

    monkeypatch.setattr(Path, "lstat", roots)
    (found,) = owners.owners(config(tmp_path))
    assert found.level is Level.FAIL
    assert "fields.json do not belong" in found.what


def test_units_that_do_not_start_with_the_machine_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "RUNNING", tmp_path)
    monkeypatch.setattr(units, "FOLDER", tmp_path)
    (found,) = units.units(config(tmp_path))
    assert "samakki.service and samakki-backup.timer" in found.what
    for name, target in units.WANTED.items():
        (tmp_path / target).mkdir()
        (tmp_path / target / name).symlink_to("/nowhere")
    assert levels(units.units(config(tmp_path))) == ["ok"]


class Passing(BaseHTTPRequestHandler):
    """A node behind a proxy that passes on what the visitor said of HTTPS, or sets it itself."""

    overwrites = True
    knows_name = True

    def do_GET(self) -> None:
        if not self.knows_name:
            self.send_error(400)
            return
        is_https = self.overwrites or self.headers["X-Forwarded-Proto"] == "https"
        self.send_response(200 if is_https else 301)
        if not is_https:
            self.send_header("Location", f"https://{self.headers['Host'].partition(':')[0]}/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing: a test prints no lines of a server."""


def certified(folder: Path, days: float) -> Path:
    """Chain and key of localhost in one file, ending in so many days."""
    key = generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    signed = made.not_valid_before(now - timedelta(days=90)).not_valid_after(now + timedelta(days=days))
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "tls.pem"
    path.write_bytes(signed.sign(key, SHA256()).public_bytes(Encoding.PEM) + private)
    return path


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """A server with a certificate of nobody; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified(folder, 40))
    with HTTPServer(("127.0.0.1", 0), Passing) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.handle_error = lambda *_given: None  # type: ignore[method-assign]  # who does not believe it hangs up
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_certificate_nobody_vouches_for_and_a_proxy_that_believes_visitors_are_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path) as port:
        shown = https.shown_by("localhost", port=port)
        assert "self" in shown.doubt
        assert timedelta(days=39) < shown.ends - datetime.now(UTC) < timedelta(days=41)
        assert https.believes_visitors("localhost", port=port) is False
        monkeypatch.setattr(Passing, "overwrites", False)
        assert https.believes_visitors("localhost", port=port) is True
        assert not https.hides_name("localhost", port=port)
        monkeypatch.setattr(Passing, "knows_name", False)
        assert https.hides_name("localhost", port=port)
    assert not https.hides_name("localhost", port=port)
    assert https.believes_visitors("localhost", port=port) is None


def test_a_proxy_that_hides_the_name_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(https, "believes_visitors", lambda _host: False)
    monkeypatch.setattr(https, "hides_name", lambda _host: True)
    (found,) = https.proxy(config(tmp_path))
    assert (found.level, "proxy_set_header Host" in found.now) == (Level.FAIL, True)


def test_a_key_of_another_owner_ends_in_a_finding_not_in_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_home: Path) -> None:
        raise PermissionError(13, "Permission denied", "django.key")

    monkeypatch.setattr(doctor_command, "start_django", refused)
    (found,) = doctor_command._database(config(tmp_path))
    assert (found.level, "django.key" in found.what) == (Level.FAIL, True)


@pytest.mark.parametrize(("days", "level"), [(60, "ok"), (10, "warn"), (-1, "fail")])
def test_a_certificate_that_ends_is_told_in_time(days: float, level: str, tmp_path: Path) -> None:
    certified(tmp_path, days)
    own = config(tmp_path, 'hosts = ["kh.samakki.example"]\n[https]\ncertificate = "tls.pem"\nkey = "tls.pem"\n')
    assert levels(https.certificate(own)) == [level]


def test_the_report_for_programs_and_its_exit_codes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [Finding(Level.OK, "Fine", topic="a"), Finding(Level.WARN, "Soon", "Do it.", "It ends.", "README.md", "b")]
    monkeypatch.setattr(doctor_command, "findings", lambda _home: iter(found))
    assert doctor_command.run(Namespace(only_problems=False, json=True, strict=False), tmp_path) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["worst"], [one["topic"] for one in report["findings"]]) == ("warn", ["a", "b"])
    assert report["findings"][1]["why"] == "It ends."
    assert doctor_command.run(Namespace(only_problems=True, json=False, strict=True), tmp_path) == 1
    assert capsys.readouterr().out.splitlines() == [
        "warn  Soon",
        "      Why: It ends.",
        "      Now: Do it.",
        "      See: README.md (b)",
    ]
