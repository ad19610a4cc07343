"""A list of people is brought into a report: upload, how it is read, what columns mean, checked, written, accepted."""

from tools.trial.main_job_long import LongPlay, LongStep, Wish
from tools.trial.main_job_play import wait_until
from tools.trial.visitor import SentFile, form_with

NAMES = ("Somchai Jaidee", "สมหญิง รักดี", "ចាន់ ដារា", "Lê Văn Tám", "Kham Phone", "Sok Chantha", "Nguyễn Thị Sáu")
PURPOSE = "investigate_trafficking"


def people(number: int) -> tuple[str, str]:
    """Two whom the list of a lead names."""
    return NAMES[number % len(NAMES)], NAMES[(number + 1 + number // len(NAMES)) % len(NAMES)]


def sheet(number: int) -> SentFile:
    """The list of a lead; no other has the same telephones."""
    rows = [
        f"{place},{name},096 {number // 100:02}{number % 100:02} {place:03},{17 - place}/5/19{80 + place}"
        for place, name in enumerate(people(number), 1)
    ]
    return SentFile("list.csv", "\r\n".join(["No,Name,Phone,DOB", *rows, ""]).encode())


def bring_in(play: LongPlay) -> None:
    """Choose the file and look at it."""
    if play.imports_before is None:
        play.imports_before = _imports(play)
    play.officer.open("/imports/start/")
    play.officer.upload(
        form_with(play.officer.page, "purpose"), "file", sheet(play.number), country="KH", purpose=PURPOSE
    )
    play.imported = play.officer.page.path.split("/")[2]


def was_brought_in(play: LongPlay) -> bool:
    """Whether the list of files has it. Before the list was read once, nothing can have left."""
    if play.imports_before is None:
        return False
    play.imported = min(_imports(play) - play.imports_before, default="")
    return bool(play.imported)


def agree_how_it_is_read(play: LongPlay) -> None:
    """The rows are right."""
    play.officer.open(f"{_path(play)}reading/")
    play.officer.fill("first_heading", go_on="yes")


def say_what_columns_mean(play: LongPlay) -> None:
    """As the page guessed them, and have every row checked."""
    play.officer.open(f"{_path(play)}columns/")
    play.officer.fill("relation")


def is_said(play: LongPlay) -> bool:
    """Whether rows are or were checked."""
    return _offers(play, "/write/", "/accept/") or f"{_path(play)}progress/" in play.officer.page.text


def write_draft(play: LongPlay) -> None:
    """When every row was checked: write them, and wait until they are written."""
    wait_until(lambda _play: _offers(play, "/write/", "/accept/"), play, "every row was checked")
    if play.officer.form("/write/"):
        play.officer.press("/write/")
    wait_until(lambda _play: _offers(play, "/accept/"), play, "the draft was written")


def is_written(play: LongPlay) -> bool:
    """Whether the draft is whole."""
    return _offers(play, "/accept/")


def accept_draft(play: LongPlay) -> None:
    """Into the report."""
    play.officer.open(f"{_path(play)}accept/")
    play.officer.fill("into", into=play.report)
    wait_until(lambda _play: is_accepted(play), play, "the draft was accepted")


def is_accepted(play: LongPlay) -> bool:
    """Whether its page names the report."""
    return play.report_path in play.officer.open(_path(play)).text


def _path(play: LongPlay) -> str:
    return f"/imports/{play.imported}/"


def _imports(play: LongPlay) -> set[str]:
    play.officer.open("/imports/")
    return set(play.officer.found(r'href="/imports/(M-\w+)/"'))


def _offers(play: LongPlay, *endings: str) -> bool:
    play.officer.open(_path(play))
    return any(play.officer.form(one) for one in endings)


def _has_file(play: LongPlay) -> bool:
    return Wish.FILE in play.wishes


STEPS = (
    LongStep("bring-file-in", bring_in, was_brought_in, _has_file),
    LongStep("agree-how-file-is-read", agree_how_it_is_read, wants=_has_file),
    LongStep("say-what-columns-mean", say_what_columns_mean, is_said, _has_file),
    LongStep("write-file-as-draft", write_draft, is_written, _has_file),
    LongStep("accept-file", accept_draft, is_accepted, _has_file),
)
"""Once the report is written."""
