"""Officers of the demonstration's countries at their browsers, one class each, for the story between nodes.

Cambodia's investigator reads English; everybody else the language of the country, so their steps go by the forms of a
page and not by its words.
"""

import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samakki.demo.codes import code_at
from samakki.demo.people import PASSWORD
from tests.support.pictures import DESK, keep_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

PHONE = "012 345 007"
USES = f"The broker Chan Vuthy uses the telephone {PHONE}."
STAY = "People stay in the house behind the pagoda, after the bridge."
TEXT = f"{USES}\n\n{STAY}"
ITEMS = (
    (USES, f"A broker uses the telephone number {PHONE}.", "phone", PHONE),
    (
        TEXT.split("\n\n")[1],
        "People stay in a house near a pagoda.",
        "place",
        "house behind the pagoda, after the bridge",
    ),
)
EMERGENCY = {
    "who": "Five people, one of them about fifteen",
    "where": "A locked house behind the second bridge of the border town",
    "danger": "They are to be moved tonight",
    "needed": "Look whether they are there, and keep the house in sight",
    "call_back": "Duty desk, +855 23 000 01",
    "reason": "They are to be moved before the usual way is over.",
}
REASON = "Everybody at the market knows this number."
SECONDS = 60  # two cores may have other tests to do


class Actor:
    """Somebody who has signed in.

    Args:
        browser: shared by everybody.
        address: of the node.
        username: whose window it is.
        width: of the window, in pixels.
    """

    def __init__(self, browser: "Browser", address: str, username: str, *, width: int = DESK) -> None:
        self.context = browser.new_context(
            base_url=address, locale="en", viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        self.context.set_default_timeout(SECONDS * 1000)
        self.page: Page = self.context.new_page()
        self.page.goto("/accounts/sign-in/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("main button[type=submit]").first.click()
        self.page.fill("[name=code]", code_at(time.time()))
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url("**/")

    @property
    def language(self) -> str | None:
        """Of the page that is shown."""
        return self.page.locator("html").get_attribute("lang")

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def send(self, step: str) -> None:
        """Press the button of the form whose address ends so."""
        self.page.locator(f"form[action$='/{step}/'] button").first.click()
        self.page.wait_for_load_state()

    def go_on(self) -> None:
        """Press the last button of the page's own form, as nobody can mistake it for another."""
        self.page.locator("main form:not([action]) button").last.click()
        self.page.wait_for_load_state()

    def open_newest(self, *, is_emergency: bool = False) -> None:
        """Open from the list what came last and waits for an answer; wait until it is there."""
        is_red = ":has(.govuk-tag--red)" if is_emergency else ":not(:has(.govuk-tag--red))"
        limit = time.monotonic() + SECONDS
        while time.monotonic() < limit:
            self.page.goto("/disclosures/")
            found = self.page.locator(f"main :is(li, tr){is_red} a[href^='/received/']")
            if found.count():
                found.first.click()
                self.page.wait_for_load_state()
                return
            time.sleep(0.5)
        message = "nothing came"
        raise AssertionError(message)

    def wait_for(self, found: "Locator") -> None:
        """Load the page anew until something is on it that comes from another node."""
        limit = time.monotonic() + SECONDS
        while not found.count() and time.monotonic() < limit:
            time.sleep(0.5)
            self.page.reload()
        expect(found.first).to_be_visible()

    def picture(self, name: str) -> None:
        """For the tutorial, under the key of the node: ``path-kh-report.png``."""
        keep_picture(self.page, f"path-{self.page.url.removeprefix('http://')[:2]}-{name}")

    def leave(self) -> None:
        """Close the window."""
        self.context.close()


class Investigator(Actor):
    """Whoever gives something to another desk; steps go by the forms of a page, in any language."""

    def prepare_release(self, report: str, words: str = "") -> None:
        """Answer what may give the source away, and hand it to a second person.

        Args:
            report: whose release it is.
            words: that may leave of its last item, where they are not written yet.
        """
        page = self.page
        page.goto(f"/reports/{report}/release/")
        if words:
            page.locator("form[action*='/release/items/'] textarea").last.fill(words)
            page.locator("form[action*='/release/items/'] button").last.click()
            page.wait_for_load_state()
        self.send("hand-over")
        while page.locator("form[action*='/warnings/']").count():
            page.locator("form[action*='/warnings/'] textarea").first.fill(REASON)
            page.locator("form[action*='/warnings/'] button").first.click()
            page.wait_for_load_state()
        if page.locator("form[action$='/hand-over/']").count():
            self.send("hand-over")

    def build(self, report: str, *desks: str) -> str:
        """Tick everything that may leave, for these desks, and answer the questions; gives its reference."""
        page = self.page
        page.goto(f"/reports/{report}/")
        self.send("disclose")
        for box in page.locator("main [name=items]").all():
            box.check()
        for desk in desks:
            page.locator(f"[name=to][value='{desk}']").check()
        page.fill("[name=summary]", "A broker and a house.")
        self.tick_things()
        self.picture("ticks")
        self.go_on()
        for country in sorted({desk[:2] for desk in desks}):
            for question in ("ill_treatment", "danger", "officials"):
                page.locator(f"[name={question}-{country}][value=no]").check()
        self.picture("questions")
        self.go_on()
        page.wait_for_url("**/disclosures/D-*/")
        self.picture("what-would-leave")
        return page.url.rstrip("/").rsplit("/", maxsplit=1)[1]

    def tick_things(self) -> None:
        """Tick no value of a person or thing; who gives them away says so."""

    def send_alone(self) -> None:
        """One officer is enough where one country reads it."""
        self.page.locator("form[action$='/send/'] [type=checkbox]").check()
        self.send("send")


class CambodianOfficer(Investigator):
    """An investigator of the duty desk, in English: writes, gives, answers, takes back."""

    def write_report(self) -> str:
        """Write down what a source told, one fact an item, with what is in it; gives the report's reference."""
        page = self.page
        page.goto("/reports/new/")
        page.get_by_label("What was said or seen").fill(TEXT)
        page.get_by_label("A few words to know it by").fill("A broker and a house")
        self.press("Save as a draft")
        page.wait_for_url("**/reports/R-*/")
        reference = page.url.rstrip("/").rsplit("/", maxsplit=1)[1]
        for number, (raw, _sanitised, _kind, _words) in enumerate(ITEMS, 1):
            page.get_by_label("Words of the new item").fill(raw)
            self.press("Add the item")
            page.get_by_role("heading", name=f"Item {number}").wait_for()
        found = page.locator("[data-capture-source^='I-']").evaluate_all(
            "all => all.map(one => one.dataset.captureSource)"
        )
        for item, (_raw, sanitised, kind, words) in zip(found, ITEMS, strict=True):
            page.goto(f"/reports/{reference}/items/{item}/capture/")
            page.get_by_label("Words from the item").fill(words)
            page.get_by_label("What they are").select_option(kind)
            self.press("Capture it")
            page.goto(f"/reports/{reference}/items/{item}/")
            page.get_by_label("The source (optional)").select_option("B")
            page.get_by_label("The information (optional)").select_option("2")
            page.get_by_label("Words that may leave").fill(sanitised)
            self.press("Save")
        page.goto(f"/reports/{reference}/")
        self.picture("report")
        self.press("Every item is graded")
        return reference

    def tick_things(self) -> None:
        """All that is known of the telephone and the house."""
        for box in self.page.locator("main [name^='of-']").all():
            box.check()

    def ask_second_person(self) -> None:
        """As two countries read it."""
        self.press("Ask a second person")
        expect(self.page.get_by_text("Waits for a second person").first).to_be_visible()

    def undo(self) -> None:
        """Within the hold."""
        self.press("Undo: send nothing")
        expect(self.page.get_by_text("Undone. Nobody has seen anything of it.")).to_be_visible()

    def see_answers(self, disclosure: str, count: int) -> None:
        """Until so many desks accepted."""
        self.page.goto(f"/disclosures/{disclosure}/")
        self.wait_for(self.page.get_by_text("Accepted", exact=True).nth(count - 1))
        self.picture("accepted-abroad")

    def take_back(self, disclosure: str) -> None:
        """Withdraw all of it."""
        page = self.page
        page.goto(f"/disclosures/{disclosure}/recall/")
        page.get_by_label("Withdraw it").check()
        page.get_by_label("It should not have gone there").check()
        page.get_by_label("Why, for your own overseers").fill("It was meant for another desk.")
        self.picture("recall")
        self.press("Take it back")

    def see_holders(self, disclosure: str, second_hop: str) -> None:
        """Until every holder answered, also the one that got it from another."""
        page = self.page
        page.goto(f"/disclosures/{disclosure}/holders/")
        self.wait_for(page.get_by_role("row").filter(has_text=second_hop))
        self.wait_for(page.locator("main:not(:has-text('No answer yet'))"))
        self.picture("holders")

    def send_emergency(self, *desks: str) -> tuple[str, str]:
        """Five lines, at once; gives its reference, and the telephone that the page says to call."""
        page = self.page
        page.goto("/emergencies/new/")
        for name, words in EMERGENCY.items():
            page.fill(f"[name={name}]", words)
        for name, desk in zip(("first", "second"), desks, strict=False):
            page.select_option(f"[name={name}]", desk)
        self.go_on()
        page.wait_for_url("**/emergencies/EM-*/")
        self.picture("emergency")
        reference = page.url.rstrip("/").rsplit("/", maxsplit=1)[1]
        return reference, page.locator(".govuk-panel a[href^='tel:']").get_attribute("href") or ""

    def see_who_acts(self, emergency: str, desk: str) -> None:
        """Until a desk that was asked later said that it acts."""
        self.page.goto(f"/emergencies/{emergency}/")
        self.wait_for(self.page.get_by_role("heading", name="They act on it"))
        expect(self.page.get_by_text(desk).first).to_be_visible()
        self.picture("emergency-answered")


class Supervisor(Actor):
    """The second person of a desk."""

    def authorise(self, report: str) -> None:
        """Let the words go that may leave."""
        self.page.goto(f"/reports/{report}/release/")
        self.page.locator("form[action$='/authorise/'] [type=checkbox]").last.check()
        self.picture("authorise")
        self.send("authorise")


class CambodianSupervisor(Supervisor):
    """In Khmer, on a telephone."""

    def let_go(self, disclosure: str) -> None:
        """Read what would leave, and let it go."""
        self.page.goto(f"/disclosures/{disclosure}/")
        self.page.locator("form[action$='/send/'] [type=checkbox]").check()
        self.picture("second-person")
        self.send("send")
        expect(self.page.locator("form[action$='/undo/']")).to_be_visible()
        self.picture("held")

    def allow_other_words(self, disclosure: str, words: str) -> None:
        """Say that a desk may pass it on, in words that say less."""
        page = self.page
        page.goto(f"/disclosures/{disclosure}/")
        asked = page.locator("main a[href*='/releases/']")
        self.wait_for(asked)
        asked.first.click()
        page.locator("[name=answer][value=approved_sanitised]").check()
        page.locator("[name^='words-']").last.fill(words)
        self.picture("release-asked")
        self.go_on()


class OfficerAbroad(Investigator):
    """An officer of a desk that something is offered to, in the language of the country."""

    def accept(self) -> str:
        """Take what was offered; gives the reference of what came."""
        self.open_newest()
        reference = self.page.url.rstrip("/").rsplit("/", maxsplit=1)[1]
        self.picture("offered")
        self.send("accept")
        return reference

    def words_of(self, received: str) -> str:
        """What is shown of it now."""
        self.page.goto(f"/received/{received}/")
        return self.page.locator("main").inner_text()

    def take_emergency(self) -> str:
        """Say that the desk acts; gives what the page says."""
        self.open_newest(is_emergency=True)
        said = self.page.locator("main").inner_text()
        self.picture("emergency-arrived")
        self.send("accept")
        return said


class ThaiOfficer(OfficerAbroad):
    """Of the international desk, in Thai."""

    def ask_to_pass_on(self, received: str, desk: str) -> None:
        """Ask the owner."""
        page = self.page
        page.goto(f"/received/{received}/ask/")
        page.locator("[name=use][value=onward]").check()
        page.locator("[name=items]").nth(2).check()  # behind the summary and the telephone: the house
        if page.locator("select[name=to]").count():
            page.select_option("[name=to]", desk)
        else:
            page.fill("[name=to]", desk)
        page.fill("[name=why]", "The house may stand on the other side of the border.")
        self.picture("asking-its-owner")
        self.go_on()

    def grade(self, received: str) -> str:
        """When the owner said yes: grade the report that it became; gives the report's reference."""
        page = self.page
        page.goto(f"/received/{received}/")
        self.wait_for(page.locator("main h2 ~ p .govuk-tag--green"))
        self.picture("released")
        page.locator("main a[href^='/reports/R-']").first.click()
        page.wait_for_url("**/reports/R-*/")
        self.send("grade")
        return page.url.split("/reports/")[1].strip("/").partition("/")[0]


class Overseer(Actor):
    """Reads who did what."""

    def read_log(self) -> str:
        """Everything the page of the log says."""
        self.page.goto("/audit/")
        return self.page.locator("main").inner_text()
