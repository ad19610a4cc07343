from pathlib import Path

import pytest
from django.core.checks import Error, run_checks
from django.test import override_settings

from samakki.node.checks import is_local, problems
from samakki.node.config import NodeConfig, parse
from samakki.node.founding import make_home
from samakki.node.security import secret_key
from samakki.node.setting import Value

SAFE: dict[str, Value] = {"name": "kh.samakki.example", "hosts": ("kh.samakki.example",), "https.proxy": True}
EVERYWHERE = "0.0.0.0"  # noqa: S104  (what must be refused)
STRONG = "kq3V-9xLmT2_ZrB7wYcHs0FdPj5NgUe8AoXiKvQnMtRy4SfDhJlWb"


@pytest.fixture
def config(tmp_path: Path) -> NodeConfig:
    make_home(tmp_path / "node", SAFE)
    return parse((tmp_path / "node" / "node.toml").read_text("utf-8"), tmp_path / "node" / "node.toml")


def numbers(config: NodeConfig, *, secret: str = STRONG, is_debug: bool = False) -> list[str]:
    return [problem.number for problem in problems(config, secret=secret, is_debug=is_debug)]


def changed(config: NodeConfig, **values: Value) -> NodeConfig:
    return NodeConfig(config.home, True, {**config.values, **{key.replace("__", "."): v for key, v in values.items()}})


def test_a_node_as_init_makes_it_may_run(config: NodeConfig) -> None:
    assert problems(config, secret=secret_key(config), is_debug=False) == ()


@pytest.mark.parametrize("secret", ["", "short", "a" * 80, "abcabcabc" * 9, f"django-insecure-{STRONG}"])
def test_a_secret_that_can_be_guessed_does_not_run(config: NodeConfig, secret: str) -> None:
    assert numbers(config, secret=secret) == ["E001"]


def test_debug_does_not_run(config: NodeConfig) -> None:
    assert numbers(config, is_debug=True) == ["E002"]


@pytest.mark.parametrize(
    ("hosts", "listen"), [(("kh.localhost", "kh.example"), "127.0.0.1"), (("kh.localhost",), EVERYWHERE)]
)
def test_a_demonstration_that_others_could_reach_does_not_run(
    config: NodeConfig, hosts: tuple[str, ...], listen: str
) -> None:
    assert numbers(changed(config, demo=True, hosts=hosts, listen=listen)) == ["E003"]


def test_a_demonstration_on_this_machine_runs(config: NodeConfig) -> None:
    assert numbers(changed(config, demo=True, hosts=("kh.localhost",), https__proxy=False)) == []


def test_plain_http_does_not_run(config: NodeConfig) -> None:
    assert numbers(changed(config, https__proxy=False)) == ["E004"]


def test_a_certificate_that_is_not_there_does_not_run(config: NodeConfig) -> None:
    (config.home / "tls.crt").write_text("", "ascii")
    named = changed(config, https__proxy=False, https__certificate="tls.crt", https__key="tls.key")
    assert numbers(named) == ["E008"]


@pytest.mark.parametrize("name", ["keys/fields.json", "keys/django.key", "node.toml", "data", "keys"])
def test_a_file_that_others_can_read_does_not_run(config: NodeConfig, name: str) -> None:
    path = config.home / name
    path.chmod(path.stat().st_mode | 0o040)
    (problem,) = problems(config, secret=STRONG, is_debug=False)
    assert problem.number == "E005"
    assert str(path) in problem.what


@pytest.mark.parametrize("name", ["fields.json", "checkpoint.key", "recovery.pub"])
def test_a_node_without_one_of_its_keys_does_not_run(config: NodeConfig, name: str) -> None:
    (config.keys / name).unlink()
    assert numbers(config) == ["E006"]


def test_a_wish_that_widens_a_role_does_not_run(config: NodeConfig) -> None:
    wide = NodeConfig(config.home, True, config.values, {"planner": {"permits": {"care": ["full by anyone"]}}})
    assert numbers(wide) == ["E007"]


@pytest.mark.parametrize("host", ["localhost", "kh.localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]"])
def test_names_of_this_machine_are_local(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "localhost.example", "10.0.0.1", "notlocalhost"])
def test_other_names_are_not_local(host: str) -> None:
    assert not is_local(host)


def test_djangos_checks_for_deployment_report_the_same() -> None:
    with override_settings(SECRET_KEY="short"):
        found = run_checks(tags=["security"], include_deployment_checks=True)
    assert "samakki.E001" in {message.id for message in found if isinstance(message, Error)}
