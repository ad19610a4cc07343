from pathlib import Path

import pytest

from samakki.node import sign_in
from samakki.node.config import NodeConfig, parse
from samakki.node.databases import databases
from samakki.node.security import client_address, cookie_name


def config(text: str) -> NodeConfig:
    return parse(text, Path("/srv/samakki/node.toml"))


def test_nodes_on_one_machine_have_cookies_of_their_own() -> None:
    names = {cookie_name(config(f'name = "{key}.samakki.example"\ndemo = true'), "session") for key in ("kh", "th")}
    assert len(names) == 2


def test_a_real_nodes_cookies_bind_to_its_host_and_https() -> None:
    assert cookie_name(config('name = "kh.samakki.example"'), "session") == "__Host-kh-samakki-example-session"


def test_sqlite_takes_the_write_lock_first_and_waits_for_the_disk() -> None:
    options = databases(config('database = "sqlite"'))["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


def test_a_postgresql_address_is_read_with_odd_letters_in_its_password() -> None:
    found = databases(config('database = "postgresql://ann:p%40ss%2Fword@db.example:6000/cases?sslmode=require"'))
    assert {name: found["default"][name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "cases",
        "USER": "ann",
        "PASSWORD": "p@ss/word",
        "HOST": "db.example",
        "PORT": "6000",
    }
    assert found["default"]["OPTIONS"]["sslmode"] == "require"


def test_a_postgresql_socket_folder_is_a_host() -> None:
    found = databases(config('database = "postgresql:///cases?host=/run/postgresql"'))
    assert found["default"]["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("forwarded", "behind_proxy", "address"),
    [
        ("203.0.113.9", False, "10.0.0.1"),
        ("203.0.113.9", True, "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9", True, "203.0.113.9"),
        ("", True, "10.0.0.1"),
    ],
)
def test_only_what_the_proxy_wrote_counts_as_the_clients_address(
    forwarded: str, behind_proxy: bool, address: str
) -> None:
    meta = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(meta, behind_proxy=behind_proxy) == address


def test_passwords_are_hashed_with_argon2() -> None:
    assert sign_in.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_the_throttle_is_asked_before_the_password() -> None:
    assert sign_in.AUTHENTICATION_BACKENDS[0].startswith("axes.")
