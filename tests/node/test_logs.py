import json
import logging
from pathlib import Path

from django.test import RequestFactory
from hypothesis import assume, given
from hypothesis import strategies as st

from samakki.node.logfiles import LogFile
from samakki.node.logs import Line

NAME = "Vannak Testperson"


def line(record: logging.LogRecord) -> dict[str, object]:
    written = Line().format(record)
    assert "\n" not in written
    read: dict[str, object] = json.loads(written)
    return read


def record(logger: str, message: str, *args: object, **extra: object) -> logging.LogRecord:
    return logging.getLogger(logger).makeRecord(logger, logging.ERROR, "x.py", 1, message, args, None, extra=extra)


def fault() -> ValueError:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise ValueError(f"no such officer: {NAME}") from error
    except ValueError as error:
        return error


def test_our_event_and_its_codes_are_kept() -> None:
    found = line(record("samakki.node.x", "a task failed", task="sequence", failures=3, role="node_administrator"))
    assert found["event"] == "a task failed"
    assert (found["task"], found["failures"], found["role"]) == ("sequence", 3, "node_administrator")


def test_a_fact_that_could_be_a_name_is_left_out() -> None:
    assert line(record("samakki.node.x", "signed in", who=NAME))["who"] == "(left out)"


def test_arguments_are_not_put_into_the_event() -> None:
    assert NAME not in json.dumps(line(record("samakki.node.x", "signed in: %s", NAME)))


def test_a_library_is_logged_by_place_only() -> None:
    found = line(record("axes.handlers", f"login failure by {NAME}", address="203.0.113.9"))
    assert found.keys() == {"at", "level", "from", "where"}


def test_an_error_keeps_kinds_and_places_and_loses_its_text() -> None:
    written = record("samakki.node.x", "fault")
    written.exc_info = (ValueError, fault(), None)
    found = line(written)
    assert NAME not in json.dumps(found)
    assert found["error"]["kinds"] == ["builtins.ValueError", "builtins.KeyError"]  # type: ignore[index]  # JSON
    assert found["error"]["trace"][0].endswith(" fault")  # type: ignore[index]  # JSON


def test_the_number_on_the_error_page_is_on_the_line() -> None:
    request = RequestFactory().get(f"/officers/?q={NAME}")
    request.META["samakki.reference"] = "E-7K3QX9"
    found = line(record("django.request", "Internal Server Error: %s", request.get_full_path(), request=request))
    assert found["reference"] == "E-7K3QX9"
    assert "officers" not in json.dumps(found)


@given(st.text(min_size=1).filter(lambda text: not text.isascii() or " " in text))
def test_no_text_a_person_could_type_reaches_the_log(text: str) -> None:
    typed = json.dumps(text).strip('"')
    other = Line().format(record("samakki.node.x", "an event", "", typed=""))
    assume(typed not in other)  # a blank stands in every line
    written = Line().format(record("samakki.node.x", "an event", text, typed=text))
    assert typed not in written.replace("an event", "")


def test_log_files_are_for_their_owner_and_rotate(tmp_path: Path) -> None:
    (tmp_path / "node.toml").write_text("", "ascii")
    handler = LogFile(tmp_path / "logs" / "web.log", maxBytes=200, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(Line())
    for _ in range(10):
        handler.emit(record("samakki.node.x", "an event"))
    handler.close()
    files = sorted((tmp_path / "logs").iterdir())
    assert [path.name for path in files] == ["web.log", "web.log.1", "web.log.2"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_no_log_is_left_where_there_is_no_node(tmp_path: Path) -> None:
    handler = LogFile(tmp_path / "logs" / "console.log", encoding="utf-8", delay=True)
    handler.emit(record("samakki.node.x", "an event"))
    handler.close()
    assert list(tmp_path.rglob("*.log")) == []
