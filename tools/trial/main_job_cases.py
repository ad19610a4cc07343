"""A case is opened around a lead: its person with a role, a task, and the report in it."""

import re

from tools.trial.main_job_long import LongPlay, LongStep, Wish

REASON = "Two people say so, independently of each other."


def open_case(play: LongPlay) -> None:
    """By a nickname that nobody is known by."""
    play.officer.open("/cases/open/")
    play.officer.fill(
        "nickname", nickname=_nickname(play), nickname_is_no_name="on", offences=["trafficking"], countries=["KH"],
        purpose="investigate_trafficking",
    )  # fmt: skip
    play.case = play.officer.page.path.split("/")[2]


def was_opened(play: LongPlay) -> bool:
    """Whether the list of cases has it."""
    text = play.officer.open(f"/cases/?words={_nickname(play).replace(' ', '+')}").text
    found = re.search(r'href="/cases/(C-\w+)/"', text)
    play.case = found[1] if found else ""
    return found is not None


def add_person(play: LongPlay) -> None:
    """Whom the report describes."""
    play.officer.open(f"{_path(play)}people/add/")
    play.officer.fill("entity", entity=play.captured["person"])


def was_added(play: LongPlay) -> bool:
    """Whether the case has the person."""
    return _person_path(play) in play.officer.open(f"{_path(play)}people/").text


def suspect(play: LongPlay) -> None:
    """Say that the person is a suspect, and why."""
    play.officer.open(f"{_person_path(play)}category/")
    play.officer.fill("category", category="suspect", reason=REASON)


def is_suspect(play: LongPlay) -> bool:
    """Whether the person's page has it."""
    return "/category/suspect/end/" in play.officer.open(_person_path(play)).text


def give_role(play: LongPlay) -> None:
    """An alleged role."""
    play.officer.open(f"{_person_path(play)}role/")
    play.officer.fill("role", role="transporter", reason=REASON)


def has_role(play: LongPlay) -> bool:
    """Whether the person's page has it."""
    return "/role/transporter/end/" in play.officer.open(_person_path(play)).text


def add_task(play: LongPlay) -> None:
    """What is to be done."""
    play.officer.open(f"{_path(play)}plan/add/")
    play.officer.fill("title", title=task_of(play.number))


def has_task(play: LongPlay) -> bool:
    """Whether the plan has it."""
    return task_of(play.number) in play.officer.open(f"{_path(play)}plan/").text


def file_report(play: LongPlay) -> None:
    """Put the whole report into it."""
    play.officer.open(f"{play.report_path}cases/?case={play.case}")
    play.officer.fill("case", case=play.case, item="")


def is_filed(play: LongPlay) -> bool:
    """Whether the case has the report."""
    return play.report_path in play.officer.open(f"{_path(play)}intelligence/").text


def task_of(number: int) -> str:
    """The task of a lead's case."""
    return f"Photograph house {number:04}"


def _nickname(play: LongPlay) -> str:
    return f"Lorry {play.number:04}"


def _path(play: LongPlay) -> str:
    return f"/cases/{play.case}/"


def _person_path(play: LongPlay) -> str:
    return f"{_path(play)}people/{play.captured['person']}/"


def _has_case(play: LongPlay) -> bool:
    return Wish.CASE in play.wishes


STEPS = (
    LongStep("open-case", open_case, was_opened, _has_case),
    LongStep("add-person", add_person, was_added, _has_case),
    LongStep("say-suspect", suspect, is_suspect, _has_case),
    LongStep("give-role", give_role, has_role, _has_case),
    LongStep("add-task", add_task, has_task, _has_case),
    LongStep("file-report", file_report, is_filed, _has_case),
)
"""Once the report is graded."""
