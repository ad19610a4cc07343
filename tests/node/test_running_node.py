import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samakki.demo.codes import code_at
from samakki.demo.nations import CAMBODIA
from samakki.demo.people import PASSWORD, SECOND_FACTOR_SECRET
from samakki.node.serving.report import read_report
from tests.node.conftest import copy_of, write_setting
from tools.trial.node import TrialNode, free_port, running
from tools.trial.visitor import Visitor, totp_code


def wait_until(holds: Callable[[], object], seconds: float = 15) -> None:
    limit = time.monotonic() + seconds
    while not holds() and time.monotonic() < limit:
        time.sleep(0.05)
    assert holds()


def keeper_of(node: TrialNode) -> int:
    report = read_report(node.home / "state")
    assert report is not None
    return report.pid


@pytest.fixture(scope="module")
def served(template: TrialNode, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrialNode]:
    """A running node that the tests only look at."""
    node = copy_of(template, tmp_path_factory.mktemp("served"))
    with running(node):
        yield node


def test_everybody_may_ask_whether_the_node_is_well_and_learns_one_word(served: TrialNode) -> None:
    with served.visitor() as visitor:
        answer = visitor.get("/health/")
    assert (answer.status, answer.text, answer.headers["content-type"]) == (200, "ok\n", "text/plain")


def test_a_node_whose_database_is_gone_says_so_in_one_word(node: TrialNode) -> None:
    with running(node), node.visitor() as visitor:
        for path in (node.home / "data").iterdir():
            path.unlink()
        (node.home / "data").rmdir()
        answer = visitor.get("/health/")
    assert (answer.status, answer.text) == (503, "not ok\n")


def test_a_request_for_another_host_is_refused(served: TrialNode) -> None:
    with served.visitor() as visitor:
        visitor.host = "evil.example"
        assert visitor.get("/").status == 400


def test_a_real_node_behind_a_proxy_sends_browsers_to_https(tmp_path: Path) -> None:
    node = TrialNode(tmp_path / "node", free_port())
    node.samakki(
        "init", "--name", "kh.samakki.example", "--country", "KH", "--host", "kh.localhost", "--behind-proxy",
        "--port", str(node.port),
    )  # fmt: skip
    with running(node), node.visitor() as visitor:
        answer = visitor.get("/accounts/sign-in/")
    assert answer.status == 301
    assert answer.headers["location"].startswith("https://kh.localhost")


def test_a_demonstration_does_not_become_a_real_node(node: TrialNode) -> None:
    write_setting(node, "demo", "false")
    with (node.home / "node.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[https]\nproxy = true\n")
    assert "made as a demonstration" in node.samakki("run", must_work=False).stderr
    assert "made as a demonstration" in node.samakki("doctor", must_work=False).stdout


def test_a_node_signs_what_waited_and_ctrl_c_ends_every_process_and_leaves_the_database_whole(node: TrialNode) -> None:
    node.start()
    assert len(node.processes()) == 4
    wait_until((node.home / "checkpoints.txt").exists)
    node.stop()
    assert node.processes() == []
    assert not (node.home / "data" / "node.sqlite3-wal").exists()
    done = node.samakki("audit", "verify")
    assert "none changed, none dropped" in done.stdout
    assert "1 in the database, 1 in checkpoints.txt" in done.stdout
    assert "wait for their place" not in done.stdout


def test_the_node_ends_by_itself_when_it_is_told_to(node: TrialNode) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "samakki.node.cli", "run", "--quiet"], env=node.variables(), stderr=subprocess.PIPE
    ) as process:
        try:
            wait_until(node.keeper)
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        finally:
            process.kill()  # the rest of the tests does not wait for a node that hangs
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_no_process_outlives_a_killed_main_process(node: TrialNode) -> None:
    node.start()
    main, *children = node.processes()
    os.kill(main, signal.SIGKILL)
    wait_until(lambda: node.processes() == [])
    assert len(children) == 3


def test_a_second_start_in_the_same_folder_is_refused_in_words(served: TrialNode) -> None:
    second = served.samakki("run", must_work=False)
    assert second.returncode == 1
    assert "running in" in second.stderr


def test_a_taken_port_is_told_with_its_number(node: TrialNode) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", node.port))
        other.listen()
        done = node.samakki("run", must_work=False)
    assert done.returncode == 1
    assert f"port {node.port}" in done.stderr


def test_whatever_is_killed_is_started_again(node: TrialNode) -> None:
    with running(node):
        begun = time.monotonic()
        wait_until(node.keeper)
        wait_until(node.worker)
        keeper, worker = keeper_of(node), node.worker()
        assert worker is not None
        (server,) = set(node.processes()[1:]) - {keeper, worker}
        os.kill(keeper, signal.SIGKILL)
        wait_until(lambda: keeper_of(node) != keeper)
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: node.worker() != worker)
        time.sleep(max(0.0, begun + 6 - time.monotonic()))  # one that ends within 5.5 seconds counts as a crash loop
        os.kill(server, signal.SIGKILL)
        with node.visitor() as visitor:
            wait_until(lambda: answers(visitor))
        assert server not in node.processes()


def answers(visitor: Visitor) -> bool:
    try:
        return visitor.get("/health/").status == 200
    except OSError:
        return False


def test_an_officer_of_the_demonstration_signs_in_with_the_code_on_the_page(served: TrialNode) -> None:
    _, _, officer = next(CAMBODIA.officers())
    with served.visitor() as visitor:
        page = visitor.follow(visitor.get("/"))
        page = visitor.follow(visitor.submit(page, "password", login=officer.username, password=PASSWORD))
        code = totp_code(SECOND_FACTOR_SECRET)
        assert code in page.text
        page = visitor.follow(visitor.submit(page, "code", code=code))
    assert (page.status, page.path) == (200, "/")


def test_the_page_of_the_node_is_for_its_administrator(served: TrialNode) -> None:
    administrator = next(one for _, _, one in CAMBODIA.officers() if "node_administrator" in one.roles)
    supervisor = next(one for _, _, one in CAMBODIA.officers() if "supervisor" in one.roles)
    for officer, status in ((administrator, 200), (supervisor, 403)):
        with served.visitor() as visitor:
            visitor.sign_in(officer.username, PASSWORD, SECOND_FACTOR_SECRET)
            assert visitor.get("/node/").status == status


def test_two_ways_to_a_one_time_code_agree() -> None:
    for seconds in (59, 1111111109, 2000000000):
        assert code_at(seconds) == totp_code(SECOND_FACTOR_SECRET, seconds)


def test_static_files_are_compressed_hashed_and_kept_by_browsers(served: TrialNode) -> None:
    manifest = json.loads((served.home / "static" / "staticfiles.json").read_text("utf-8"))
    name = manifest["paths"]["ui/samakki.css"]
    with served.visitor() as visitor:
        answer = visitor.get(f"/static/{name}")
        plain = visitor.get("/static/ui/samakki.css")
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert plain.status == 404
    assert (served.home / "static" / f"{name}.gz").exists()
