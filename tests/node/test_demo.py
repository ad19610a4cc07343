import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import AgencyKind
from samakki.demo.ceremony import SHARING
from samakki.demo.launch import main, table
from samakki.demo.nations import NATIONS
from samakki.demo.nodes import DemoFailed, Grounds, command, run_all
from samakki.demo.people import DemoNation
from samakki.demo.running import RunningHost, RunningNode, free_port, start, start_host, stop, wait_until_well
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.signing import verified
from tests.support.demo_world import made_grounds
from tools.environment import ROOT, clean

CAMBODIA = NATIONS[0]


@pytest.fixture(scope="module")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    """All nations, built as the launcher builds them."""
    return made_grounds(tmp_path_factory, tmp_path_factory.mktemp("demo") / "copy")


@pytest.fixture
def running(grounds: Grounds) -> Iterator[RunningNode]:
    node = start(CAMBODIA, grounds.home(CAMBODIA))
    try:
        wait_until_well(node)
        yield node
    finally:
        stop([node])


@pytest.mark.parametrize("nation", NATIONS, ids=lambda nation: nation.key)
def test_every_role_is_held_where_it_may_be_held(nation: DemoNation) -> None:
    for agency, _, officer in nation.officers():
        for role in (*officer.roles, *officer.proposed):
            assert AgencyKind(agency.kind) in ROLES[role].may_be_held_in, (officer.username, role)


@pytest.mark.parametrize("nation", NATIONS, ids=lambda nation: nation.key)
def test_every_role_that_fits_the_agencies_has_an_officer(nation: DemoNation) -> None:
    kinds = {AgencyKind(agency.kind) for agency in nation.agencies}
    held = {role for _, _, officer in nation.officers() for role in officer.roles}
    assert held == {code for code, role in ROLES.items() if role.may_be_held_in & kinds} - {"planner"}


@pytest.mark.parametrize("nation", NATIONS, ids=lambda nation: nation.key)
def test_police_prosecution_and_oversight_are_agencies_of_their_own(nation: DemoNation) -> None:
    held = {
        agency.kind: [{role for officer in desk.officers for role in officer.roles} for desk in agency.desks]
        for agency in nation.agencies
    }
    assert len(held) == len(nation.agencies)
    both = {"investigator", "supervisor"}
    assert sum(both <= roles for roles in held["police"]) == 3  # duty, border and international desk
    assert any(desk.address.endswith("/INTL/liaison") for _agency, desk in nation.desks())
    assert any({"prosecutor", "supervisor"} <= roles for roles in held["prosecution"])
    assert any("overseer" in roles for roles in held["oversight"])


@pytest.mark.parametrize("nation", NATIONS, ids=lambda nation: nation.key)
def test_nobody_shares_a_user_name(nation: DemoNation) -> None:
    names = [officer.username for _, _, officer in nation.officers()]
    assert len(set(names)) == len(names)


def test_a_built_nation_starts_answers_and_ends(running: RunningNode) -> None:
    assert running.answers()
    stop([running])
    assert running.process.returncode == 0
    assert not running.answers()


def test_its_nodes_know_each_other_by_a_list_that_their_countries_signed(grounds: Grounds) -> None:
    folder = TrustFolder(grounds.network / "list")
    assert verified(folder).problems == {}
    for nation in NATIONS:
        stated = folder.published_statement(nation.country)
        assert stated is not None
        assert [str(one.name) for one in stated.nodes] == [nation.exchange_name]
        sharing = {str(one.address) for one in stated.desks if set(SHARING) <= set(one.may_receive)}
        assert sharing == {desk.address for _, desk in nation.desks() if desk.shares}
        told = [*(one.names for one in stated.agencies), *(one.names for one in stated.desks)]
        assert {frozenset(names) for names in told} == {frozenset({"en", "km", "th", "vi"})}
    said = samakki(grounds.home(CAMBODIA), "trust", "state-of-node")
    assert "up to date" in said
    assert all(f"{nation.country}: 1 nodes" in said for nation in NATIONS)


def test_a_desk_shares_where_somebody_reads_reports() -> None:
    for nation in NATIONS:
        for _, desk in nation.desks():
            readers = [one for one in desk.officers if {"investigator", "supervisor"} & set(one.roles)]
            assert desk.shares <= bool(readers)


def test_the_secretariat_hands_out_the_list_and_nothing_else(grounds: Grounds) -> None:
    host = start_host(grounds)
    try:
        assert (
            fetched(host, "metadata/1.root.json")
            == (grounds.network / "list" / "metadata" / "1.root.json").read_bytes()
        )
        assert b"can change nothing" in (fetched(host, "") or b"")
        for hidden in (
            "keys/KH.key",
            "../keys/KH.key",
            "..%2fkeys/KH.key",
            "metadata/../../keys/KH.key",
            "waiting/KH.json",
        ):
            assert fetched(host, hidden) is None
    finally:
        stop([host])


def fetched(host: RunningHost, name: str) -> bytes | None:
    """What the secretariat answers, once it listens; None for what it does not have."""
    for _ in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", host.port, timeout=5)
        try:
            connection.request("GET", f"/{name}")
            answer = connection.getresponse()
            return answer.read() if answer.status == http.client.OK else None
        except ConnectionRefusedError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(name)


def samakki(home: Path, *words: str) -> str:
    """What a command of a node says."""
    return subprocess.run(command(home, *words), env=clean(), capture_output=True, text=True, check=True).stdout


def test_a_nation_is_built_again_only_when_its_sources_changed(
    grounds: Grounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert grounds.is_built(CAMBODIA)
    monkeypatch.setattr("samakki.demo.nodes.sources_digest", lambda: "changed")
    assert not grounds.is_built(CAMBODIA)


def test_a_taken_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert free_port(taken) != taken


def test_a_node_that_does_not_start_says_why(grounds: Grounds) -> None:
    home = grounds.home(CAMBODIA)
    (home / "keys" / "fields.json").rename(home / "fields.json")
    node = start(CAMBODIA, home)
    try:
        with pytest.raises(DemoFailed, match=r"fields\.json"):
            wait_until_well(node)
    finally:
        stop([node])
        (home / "fields.json").rename(home / "keys" / "fields.json")


def test_a_command_that_fails_tells_what_it_said() -> None:
    with pytest.raises(DemoFailed, match="out of rice"):
        run_all([[sys.executable, "-c", "print('out of rice'); raise SystemExit(1)"]])


def test_a_nation_that_is_not_there_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--nodes", "kh,xx"])
    assert "kh, th, vn" in capsys.readouterr().err


def test_columns_stand_under_each_other_in_scripts_with_marks_above_letters() -> None:
    lines = table(("name", "role"), [("កែវ បុប្ផា", "judge"), ("Lê Quang Dũng", "police")])
    assert lines[2].startswith("កែវ បុប្ផា   ")
    assert lines[3] == "Lê Quang Dũng  police"


def test_the_launcher_says_where_and_who_and_ends_everything_on_ctrl_c(grounds: Grounds) -> None:
    words = (
        "import sys; from pathlib import Path; from samakki.demo import launch; "
        "launch._folder = lambda: Path(sys.argv[1]); sys.exit(launch.main(['--nodes', 'kh']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", words, str(grounds.folder)], cwd=ROOT, env=clean(), stdout=subprocess.PIPE, text=True
    ) as launcher:
        assert launcher.stdout is not None
        said = ""
        while "Ctrl-C ends all nodes" not in said:
            line = launcher.stdout.readline()
            assert line, said
            said += line
        address = re.search(r"http://kh\.localhost:(\d+)/", said)
        assert address
        assert "sok.dara" in said
        launcher.send_signal(signal.SIGINT)
        assert launcher.wait(30) == 0
        assert "All nodes have ended." in launcher.stdout.read()
    assert ended(grounds.home(CAMBODIA))
    stated = TrustFolder(grounds.network / "list").published_statement("KH")
    assert stated is not None
    assert stated.nodes[0].endpoints == (address.group().rstrip("/"),)  # it was listed at another port


def ended(home: Path) -> bool:
    """Whether no process of the node is left, soon."""
    limit = time.monotonic() + 5
    while time.monotonic() < limit:
        found = [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(home) in read(path)]
        if not found:
            return True
        time.sleep(0.1)
    return False


def read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
