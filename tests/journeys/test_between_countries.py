"""A lead goes from Cambodia to Thailand and Viet Nam over real nodes, is passed on, and is taken back everywhere.

Each node is a set of processes with a database and keys of its own, in a network whose trust list was signed by a
ceremony: the demonstration itself. With ``SAMAKKI_PICTURES`` set, pictures for the tutorial.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.abroad import OfficerAbroad, ThaiOfficer
from tests.journeys.actors import Overseer, Supervisor
from tests.journeys.cambodia import BROKER, CambodianOfficer, CambodianSupervisor
from tests.support.demo_world import World, made_grounds, running_world
from tests.support.pictures import TELEPHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

THAI_DUTY, THAILAND, VIETNAM = "TH/POL/AHT/duty", "TH/POL/INTL/liaison", "VN/POL/INTL/liaison"
CAMBODIA, SECOND_HOP = "KH/POL/AHT/duty", "VN/POL/BORDER/smuggling"
LESS = "People stay in a house of the province."
SECRETS = (BROKER, "345 007", "pagoda", "locked house")
KEPT_HERE = "บ้านพักหลังวัด"
ANSWERED = "บ้านพักแห่งหนึ่ง"


def test_a_lead_goes_abroad_is_passed_on_and_taken_back_everywhere(
    browser: "Browser", tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    grounds = made_grounds(tmp_path_factory, tmp_path / "demo")
    with running_world(grounds) as world:
        play(browser, world)


def play(browser: "Browser", world: World) -> None:
    """The story, from the first word to the overseers."""
    kh, th, vn = (world.address(key) for key in ("kh", "th", "vn"))
    officer = CambodianOfficer(browser, kh, "chan.sopheap")
    emergency, telephone = officer.send_emergency(THAI_DUTY, THAILAND)
    assert telephone == "tel:+662000001"
    world.let_nobody_answer("kh")

    report = officer.write_report()
    officer.prepare_release(report)
    supervisor = CambodianSupervisor(browser, kh, "keo.bopha", width=TELEPHONE)
    assert supervisor.language == "km"
    supervisor.authorise(report)

    officer.build(report, THAI_DUTY)
    officer.send_alone()
    officer.undo()
    lead = officer.build(report, THAILAND, VIETNAM)
    officer.ask_second_person()
    supervisor.let_go(lead)
    world.end_holds("kh")

    liaison = ThaiOfficer(browser, th, "somsak.r")
    assert liaison.language == "th"
    came = liaison.accept()
    assert BROKER not in liaison.words_of(came)
    assert KEPT_HERE in liaison.find_on_file(came)
    liaison.ask_to_pass_on(came, SECOND_HOP)
    OfficerAbroad(browser, vn, "trinh.quoc.viet").accept()
    officer.see_answers(lead, 2)
    supervisor.allow_other_words(lead, LESS)

    landed, on_file = liaison.grade(came), liaison.own_report()
    liaison.prepare_release(landed, "People stay in a house.")
    thai_supervisor = Supervisor(browser, th, "jintana.b")
    for report, desk in ((landed, SECOND_HOP), (on_file, CAMBODIA)):
        thai_supervisor.authorise(report)
        liaison.build(report, desk)
        liaison.send_alone()
    world.end_holds("th")
    assert ANSWERED in officer.read_answer()
    border = OfficerAbroad(browser, vn, "hoang.duc.thinh")
    assert border.language == "vi"
    onward = border.accept()
    assert LESS in border.words_of(onward)

    officer.take_back(lead)
    officer.see_holders(lead, SECOND_HOP)
    assert LESS not in border.words_of(onward)
    said = liaison.take_emergency()
    assert "locked house" in said
    officer.see_who_acts(emergency, THAILAND)

    for address, overseer in ((kh, "khiev.sothea"), (th, "kanya.i"), (vn, "truong.my.linh")):
        log = Overseer(browser, address, overseer).read_log()
        assert not [secret for secret in SECRETS if secret in log]
    assert not world.read("vn", "SELECT * FROM intelligence_receiveddisclosure WHERE desk = 'VN/POL/AHT/duty'")
