"""Two nodes begin without a record: files of one's own come in and lead abroad, on days that do not go as they should.

A second person refuses, an emergency is answered late, a node is dark for a week. One story, because two nodes take
long to start. What time does is brought about by moving the moments that the nodes' own clock looks at.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samakki.demo.nodes import command, run_all
from tests.journeys.bringing import Importer
from tests.journeys.hard_days import Chief, DutyOfficer, Operator, Writer
from tests.journeys.own_files import AS_PAID, BROKER, IN_KHMER, PAYMENTS, TYPED, case_sheet, typed_list
from tests.support.demo_world import TWO, World, empty_grounds, running_world
from tests.support.pictures import TELEPHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DUTY, LIAISON = "TH/POL/AHT/duty", "TH/POL/INTL/liaison"
TOLD = "Lists were found in a lorry. A man of the list takes people to a boat at the pier."
MAY_LEAVE = "A man takes people to a boat, and uses a telephone."
PHONE = "+85512345007"
WHY = "សូមសួរគាត់ជាមុនសិន"


def test_files_of_ones_own_lead_abroad_on_days_that_do_not_go_as_they_should(
    browser: "Browser", tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    grounds = empty_grounds(tmp_path_factory, tmp_path / "two")
    with running_world(grounds, TWO) as world:
        writer = Writer(browser, world.address("kh"), "chan.sopheap")
        chief = Chief(browser, world.address("kh"), "keo.bopha", width=TELEPHONE, has_script=False)
        assert chief.language == "km"
        report = bring_files(world, writer)
        bring_a_victim(Importer(browser, world.address("kh"), "sok.dara", width=TELEPHONE, has_script=False))
        see_who_is_known(writer, report)
        writer.prepare_release(report)
        chief.authorise(report)
        refuse(world, writer, chief, report)
        answer_late(browser, world, writer)
        be_dark_for_a_week(browser, world, writer, report)


def bring_files(world: World, writer: Writer) -> str:
    """A list by the pages, and payments by the console, into one report."""
    report = writer.begin_report("Lists of a driver", TOLD, MAY_LEAVE)
    (said,) = run_all([command(world.nodes["kh"].home, "import", PAYMENTS, "--as", "chan.sopheap")])
    (draft,) = re.findall(r"M-[0-9A-Z]+", said)[:1]
    writer.open_draft(draft)
    assert AS_PAID in writer.all_of_it()
    writer.accept_into(report)
    writer.look_at(typed_list())
    writer.say_what_columns_mean({})
    assert BROKER in writer.write_draft()
    writer.accept_into(report)
    return report


def bring_a_victim(colleague: Importer) -> None:
    """In Khmer on a telephone, into a report of its own, since nothing that stands beside her is compared."""
    assert colleague.language == "km"
    hers = colleague.begin_report("នារីម្នាក់នៅស្ថានីយ", "នាងបានប្រាប់ពីអ្វីដែលបានកើតឡើងចំពោះនាង។", "")
    colleague.look_at(case_sheet())
    assert "Mao" not in colleague.write_draft(picture="victim-file")
    colleague.accept_into(hers)
    colleague.leave()


def see_who_is_known(writer: Writer, report: str) -> None:
    """One man in two scripts, a company in two spellings; both stand in a case."""
    assert "the same name" in writer.may_be_the_same(BROKER, IN_KHMER, picture="own-file-person")
    writer.may_be_the_same(TYPED, AS_PAID, picture="own-file-company")
    writer.open_case("Blue lorry", report)
    writer.grade(report)


def refuse(world: World, writer: Writer, chief: Chief, report: str) -> None:
    """A second person says no; the first learns why; nothing left."""
    refused = writer.send_unsure(report, DUTY)
    chief.refuse(refused, WHY)
    assert WHY in writer.words_on(refused)
    writer.picture("refused")
    assert not world.read("kh", "SELECT * FROM exchange_message WHERE type LIKE 'disclosure.offer%'")
    assert not world.read("th", "SELECT * FROM intelligence_receiveddisclosure")


def answer_late(browser: "Browser", world: World, writer: Writer) -> None:
    """Nobody answers for a quarter of an hour: the sender calls, the next desk has it; then the first one answers."""
    emergency = writer.raise_alarm(DUTY, LIAISON)
    world.let_nobody_answer("kh")
    assert writer.be_told_to_call(emergency) == "tel:+662000003"
    late = DutyOfficer(browser, world.address("th"), "prasert.w", width=TELEPHONE, has_script=False)
    assert late.language == "th"
    late.answer()
    assert "2000001" in writer.be_answered(emergency)
    assert world.read("kh", "SELECT taken_by, state FROM intelligence_emergency") == [(DUTY, "taken")]
    late.leave()


def be_dark_for_a_week(browser: "Browser", world: World, writer: Writer, report: str) -> None:
    """What was sent waits, and pages say so; then the node is back, and everything comes once."""
    world.darken("th")
    sent = writer.build(report, DUTY, LIAISON)
    writer.send_alone()
    world.end_holds("kh")
    writer.words_on(sent)
    writer.wait_for(writer.page.get_by_text("Waits for a line").nth(1))
    world.let_a_week_pass("kh")
    operator = Operator(browser, world.address("kh"), "ly.bunthoeun", width=TELEPHONE)
    assert "TH/POL" in operator.lines()
    assert "Late" in writer.words_of_mail(sent)
    assert writer.page.locator("main a[href^='tel:']").count()

    world.bring_back("th")
    for desk, username in ((DUTY, "prasert.w"), (LIAISON, "somsak.r")):
        officer = DutyOfficer(browser, world.address("th"), username, width=TELEPHONE)
        officer.open_newest()
        officer.picture("after-a-week")
        assert PHONE in officer.page.locator("main").inner_text()
        officer.send("accept")
        query = f"SELECT state FROM intelligence_receiveddisclosure WHERE kind = 'offer' AND desk = '{desk}'"  # noqa: S608  (a name of the test's own)
        assert world.read("th", query) == [("accepted",)], "everything comes once"
        officer.leave()
    writer.words_on(sent)
    writer.wait_for(writer.page.get_by_text("Accepted", exact=True).nth(1))
    writer.picture("after-the-week")
    assert not world.read("kh", "SELECT * FROM exchange_outbox")
