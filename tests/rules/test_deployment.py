"""What ``deploy/`` holds can be read, names what is there, and keeps the node from more than it needs.

No image is built and no service started here: docs/how-to/install.md says what was tried, and where.
"""

import argparse
import configparser
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from samakki.node.cli import COMMANDS
from samakki.node.setting_table import SETTINGS
from tests.rules.sources import ROOT

DEPLOY, PAGES = ROOT / "deploy", ROOT / "docs" / "how-to"
INSTRUCTIONS = {"FROM", "RUN", "COPY", "WORKDIR", "USER", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD"}
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "ProtectProc": "invisible",
    "CapabilityBoundingSet": "",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "UMask": "0077",
    "LimitCORE": "0",
    "User": "samakki",
}
COMMAND = re.compile(r"(?:^|&& |\$ |`)(?:/opt/samakki/\.venv/bin/)?samakki (?!-)([a-z-]+)(?: ([a-z-]+))?", re.MULTILINE)


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's keys have capitals
    parser.read(DEPLOY / "systemd" / name, "utf-8")
    return parser


def instructions(text: str) -> Iterator[tuple[str, str]]:
    """Each instruction of a Containerfile with its words, continued lines put together."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        word, _, rest = line.strip().partition(" ")
        yield word, rest.strip()


def subcommands(name: str) -> set[str]:
    """Acts of a command; empty where it has none."""
    parser = argparse.ArgumentParser()
    import_module(f"samakki.node.commands.{name.replace('-', '_')}_command").arguments(parser)
    acts = [action.choices for action in parser._actions if action.dest == "act" and action.choices]
    return {str(one) for choices in acts for one in choices}


@pytest.mark.parametrize("name", ["samakki.service", "samakki-backup.service"])
def test_services_get_no_more_than_they_need(name: str) -> None:
    service = unit(name)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    program, *words = service["ExecStart"].split()
    assert (program, words[0]) == ("/opt/samakki/.venv/bin/samakki", "--home")
    assert words[2] in COMMANDS
    assert (ROOT / unit(name)["Unit"]["Documentation"].removeprefix("file:///opt/samakki/")).exists()


def test_the_timer_starts_a_service_that_is_there_and_makes_up_for_a_night() -> None:
    timer = unit("samakki-backup.timer")["Timer"]
    assert timer["Persistent"] == "yes"
    assert (DEPLOY / "systemd" / "samakki-backup.service").exists()


def test_nginx_sets_what_the_node_believes_and_logs_no_visitor() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    code = re.sub(r"#.*", "", text)
    assert code.count("{") == code.count("}")
    for line in ("X-Forwarded-Proto $scheme;", "X-Forwarded-For $remote_addr;", "Host $host;"):
        assert f"proxy_set_header {line}" in code
    assert code.count("access_log off;") >= 2
    limit = re.search(r"client_max_body_size (\d+)m;", code)
    upload = next(one.default for one in SETTINGS if one.key == "server.upload_megabytes")
    assert limit
    assert int(limit[1]) >= int(str(upload))


def test_the_containerfile_can_be_read_and_copies_what_is_there() -> None:
    found = list(instructions((DEPLOY / "Containerfile").read_text("utf-8")))
    assert {word for word, _ in found} <= INSTRUCTIONS
    assert found[0][0] == "FROM"
    for word, rest in found:
        if word == "COPY":
            *sources, _target = rest.split()
            assert [source for source in sources if not (ROOT / source).exists()] == []
    assert dict(found)["USER"].split(":")[0] not in {"", "0", "root"}
    assert dict(found)["ENTRYPOINT"] == '["/opt/samakki/.venv/bin/samakki"]'


def test_the_compose_file_can_be_read_and_names_what_is_there() -> None:
    folder = DEPLOY / "compose"
    told = yaml.safe_load((folder / "compose.yaml").read_text("utf-8"))
    services = told["services"]
    assert services.keys() == {"database", "kh", "th", "proxy"}
    for name, service in services.items():
        assert "image" in service, name
        for one in service.get("volumes", []):
            source = one.split(":")[0]
            there = (folder / source).exists() if source.startswith("./") else source in told["volumes"]
            assert there, (name, source)
        assert set(service.get("networks", {})) <= told["networks"].keys()
        assert set(service.get("depends_on", {})) <= services.keys()
    for name in ("kh", "th"):
        assert (ROOT / services[name]["build"]["dockerfile"]).exists()
        assert (folder / services[name]["build"]["context"]).resolve() == ROOT
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True
    wanted = set(re.findall(r"\$\{(\w+)", (folder / "compose.yaml").read_text("utf-8")))
    given = {line.partition("=")[0] for line in (folder / "example.env").read_text("utf-8").splitlines() if "=" in line}
    assert wanted == given


def test_installation_and_compose_name_no_password() -> None:
    assert re.findall(r"^\w+=.+$", (DEPLOY / "compose" / "example.env").read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_commands_in_how_to_pages_are_there(path: Path) -> None:
    unknown = []
    for command, act in COMMAND.findall(path.read_text("utf-8")):
        if command not in COMMANDS:
            unknown.append(command)
        elif act and (acts := subcommands(command)) and act not in acts:
            unknown.append(f"{command} {act}")
    assert unknown == []


def test_a_command_that_is_not_there_is_noticed() -> None:
    assert COMMAND.findall("samakki doctor\n$ samakki trust sing x\n`samakki levae`") == [
        ("doctor", ""),
        ("trust", "sing"),
        ("levae", ""),
    ]
    assert "sing" not in subcommands("trust")
