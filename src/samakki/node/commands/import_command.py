"""Bring a file in from this console, as an officer: it is checked, written as that officer's draft, and told of here.

The officer looks at the draft on the page of imports, and accepts it or undoes it there. Columns of a sheet mean what
their headings say, or what the officer's desk said before of a sheet with the same headings.
"""

import argparse
import time
from pathlib import Path

from samakki.access.domain.vocabulary import Purpose
from samakki.access.queries import Officer
from samakki.entities.actions import importing
from samakki.entities.actions.importing.work import work_on
from samakki.entities.domain.importing.pieces import told_again
from samakki.entities.domain.importing.states import ImportState
from samakki.entities.domain.importing.tables import Reading
from samakki.entities.queries import importing as reads
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.kernel.written_dates import DayOrder
from samakki.node.commands.console import Stopped, say
from samakki.ui.wording import worded

LOOK_SECONDS = 0.5
SHOWN = 20
"""Rows with a reason that the console lists."""
CALENDARS = {"thai": "buddhist-th", "lao": "buddhist-lo", "khmer": "buddhist-km"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", type=Path, help="XLSX, CSV, FollowTheMoney, HTCDS, WhatsApp or LINE")
    parser.add_argument("--as", dest="officer", required=True, metavar="OFFICER", help="code or user name")
    parser.add_argument("--country", default="", metavar="KH", help="of who wrote telephone numbers down")
    parser.add_argument("--calendar", choices=sorted(CALENDARS), help="that years such as 2561 count in")
    parser.add_argument("--month-first", action="store_true", help="5/6/2008 is 6 May; else what columns show")
    parser.add_argument("--zone", default="", metavar="Asia/Bangkok", help="that times of a chat are in")
    parser.add_argument("--purpose", choices=[one.value for one in Purpose], help="what the data is for")
    parser.add_argument("--check", action="store_true", help="say what would come, and write nothing but the check")


def run(given: argparse.Namespace, _home: Path) -> int:
    """Bring the file in and say what came."""
    by = _officer(given.officer)
    try:
        with given.file.open("rb") as file:
            reference = importing.start_import(
                by=by,
                file=file,
                file_name=given.file.name,
                purpose=Purpose(given.purpose) if given.purpose else None,
                country=given.country,
            )
    except OSError as error:
        raise Stopped(
            "Nothing was brought in.", f"The file cannot be read: {error.strerror}.", "Name another."
        ) from error
    except InvalidValue as problem:
        raise _told(problem.refusal) from problem
    _describe(by, reference, given)
    importing.check_import(by=by, reference=reference)
    work_on(reference)
    detail = _whole(by, reference)
    say(f"Import {reference}: {detail.rows_done} rows read, {detail.rows_failed} of them fail.")
    for schema, count in sorted(detail.entities.items()):
        say(f"  {schema}: {count}")
    for is_failure, title in ((True, "Rows that fail:"), (False, "Rows to look at:")):
        _say_why(by, reference, title, is_failure=is_failure)
    if given.check:
        say("Nothing was written. Go on with it on the page of imports.")
        return 0
    importing.write_import(by=by, reference=reference)
    work_on(reference)
    detail = _whole(by, reference)
    say(f"Written as a draft of {by.code}: {detail.entities_done} things and links. Accept or undo it on its page.")
    return 0 if not detail.rows_failed else 1


def _say_why(by: Officer, reference: str, title: str, *, is_failure: bool) -> None:
    """The first rows, with column and reason; nothing of what stands in them."""
    found = reads.remarks(by, reference, is_failure=is_failure, after=0, limit=SHOWN + 1)
    for place, one in enumerate(found[:SHOWN]):
        if place == 0:
            say(title)
        words = worded(told_again(one.code, one.facts))
        say(f"  row {one.row}{f', column {one.column}' if one.column else ''}: {words.why} {words.now}")
    if len(found) > SHOWN:
        say("  … and further ones: the page of the import has them all.")


def _describe(by: Officer, reference: str, given: argparse.Namespace) -> None:
    detail = reads.import_detail(by, reference)
    if detail is None:
        return
    stored = detail.reading.as_json()
    if given.calendar:
        stored["calendar"] = CALENDARS[given.calendar]
    if given.zone:
        stored["zone"] = given.zone
    if given.month_first:
        stored |= {"order": DayOrder.MONTH_FIRST.value, "orders": {}}
    columns = [(one["key"], one["target"], one.get("service", "")) for one in detail.columns]
    try:
        importing.describe_import(by=by, reference=reference, reading=Reading.from_json(stored), columns=columns)
    except InvalidValue as problem:
        raise _told(problem.refusal) from problem


def _whole(by: Officer, reference: str) -> reads.ImportDetail:
    """The import behind its step.

    Raises:
        Stopped: it failed, and why.
    """
    detail = reads.import_detail(by, reference)
    while detail is not None and detail.is_working:  # the node's worker has it
        time.sleep(LOOK_SECONDS)
        detail = reads.import_detail(by, reference)
    if detail is None:
        raise Stopped("The import was stopped.", "The officer may not go on with it.", "Look at the officer's roles.")
    if detail.state is ImportState.FAILED:
        raise _told(told_again(detail.fault, detail.fault_facts))
    return detail


def _officer(name: str) -> Officer:
    officer = reads.officer_called(name)
    if officer is None:
        raise Stopped("Nothing was brought in.", "There is no such officer.", "Name one by code (O-…) or user name.")
    return officer


def _told(reason: Refusal) -> Stopped:
    words = worded(reason)
    return Stopped("Nothing was brought in.", str(words.why), str(words.now))
