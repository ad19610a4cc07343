"""Officers of any country at their browsers: steps that all of them take go by the forms of a page, in any language."""

import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from samakki.demo.codes import code_at
from samakki.demo.people import PASSWORD
from tests.support.pictures import DESK, keep_picture

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

REASON = "Everybody at the market knows this number."
SECONDS = 60  # two cores may have other tests to do


class Actor:
    """Somebody who has signed in.

    Args:
        browser: shared by everybody.
        address: of the node.
        username: whose window it is.
        width: of the window, in pixels.
        has_script: whether the browser runs any.
    """

    def __init__(
        self, browser: "Browser", address: str, username: str, *, width: int = DESK, has_script: bool = True
    ) -> None:
        self.context = browser.new_context(
            base_url=address,
            locale="en",
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            java_script_enabled=has_script,
        )
        self.context.set_default_timeout(SECONDS * 1000)
        self.page: Page = self.context.new_page()
        self.sign_in(username)

    def sign_in(self, username: str) -> None:
        """User name, password, code."""
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

    def build(self, report: str, *desks: str, danger: str = "no") -> str:
        """Tick everything that may leave, for these desks, and answer the questions; gives its reference.

        Args:
            report: what it is built from.
            desks: whom it is for.
            danger: answer to each question about danger: "yes", "no" or "unknown".
        """
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
                page.locator(f"[name={question}-{country}][value={danger}]").check()
        if danger != "no":
            page.fill("[name=words]", "Nobody could be asked.")
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


class Supervisor(Actor):
    """The second person of a desk."""

    def authorise(self, report: str) -> None:
        """Let the words go that may leave."""
        self.page.goto(f"/reports/{report}/release/")
        self.page.locator("form[action$='/authorise/'] [type=checkbox]").last.check()
        self.picture("authorise")
        self.send("authorise")


class Overseer(Actor):
    """Reads who did what."""

    def read_log(self) -> str:
        """Everything the page of the log says."""
        self.page.goto("/audit/")
        return self.page.locator("main").inner_text()
