"""Officers on days that do not go as they should: refused, unanswered, cut off; by forms, in any language."""

from tests.journeys.actors import Actor, Supervisor
from tests.journeys.bringing import Importer

EMERGENCY = {
    "who": "Two people, one of them a child",
    "where": "A boat at the pier below the bridge",
    "danger": "They are to be taken out at night",
    "needed": "Look whether they are there",
    "call_back": "Duty desk, +855 23 000 01",
    "reason": "They are to be taken out before the usual way is over.",
}


class Writer(Importer):
    """An investigator of Cambodia's duty desk."""

    def grade(self, report: str) -> None:
        """Say that every item is graded."""
        self.page.goto(f"/reports/{report}/")
        self.send("grade")

    def send_unsure(self, report: str, desk: str) -> str:
        """Build a disclosure without knowing whether it is a danger to anybody, and ask a second person."""
        reference = self.build(report, desk, danger="unknown")
        self.send("hand-over")
        return reference

    def words_on(self, disclosure: str) -> str:
        """What the page of a disclosure says now."""
        self.page.goto(f"/disclosures/{disclosure}/")
        return self.page.locator("main").inner_text()

    def words_of_mail(self, disclosure: str) -> str:
        """What the list of messages and the page of the disclosure say of one that does not get there."""
        page = self.page
        page.goto("/mail/")
        self.wait_for(page.locator("main .govuk-tag--red"))  # the clock looks twice a minute
        self.picture("mail-waits")
        said = page.locator("main").inner_text()
        self.words_on(disclosure)
        self.picture("dark-for-a-week")
        return said

    def raise_alarm(self, *desks: str) -> str:
        """Five lines, at once; gives the reference."""
        page = self.page
        page.goto("/emergencies/new/")
        for name, words in EMERGENCY.items():
            page.fill(f"[name={name}]", words)
        for name, desk in zip(("first", "second"), desks, strict=False):
            page.select_option(f"[name={name}]", desk)
        self.go_on()
        page.wait_for_url("**/emergencies/EM-*/")
        return page.url.rstrip("/").rsplit("/", maxsplit=1)[1]

    def be_told_to_call(self, emergency: str) -> str:
        """Until the page says so; gives the number to call, and notes that it was called."""
        page = self.page
        page.goto(f"/emergencies/{emergency}/")
        self.wait_for(page.locator(".samakki-panel--alarm"))
        self.wait_for(page.locator("main ol li:nth-child(2) .govuk-tag"))
        self.picture("emergency-unanswered")
        number = page.locator(".samakki-panel--alarm a[href^='tel:']").get_attribute("href") or ""
        page.goto("/")
        assert page.locator(f"a[href='/emergencies/{emergency}/']").count(), "no strip on the first page"
        page.goto(f"/emergencies/{emergency}/")
        self.send("called")
        return number

    def be_answered(self, emergency: str) -> str:
        """Until a desk says that it acts; gives what the panel says."""
        self.page.goto(f"/emergencies/{emergency}/")
        panel = self.page.locator(".govuk-panel--confirmation")
        self.wait_for(panel)
        self.picture("emergency-answered-late")
        return panel.inner_text()


class Chief(Supervisor):
    """The second person of Cambodia's duty desk, in Khmer, on a telephone without script."""

    def refuse(self, disclosure: str, why: str) -> None:
        """Send a disclosure back, from the list of what waits."""
        page = self.page
        page.goto("/")
        page.locator(f"main a[href*='{disclosure}']").first.click()
        self.picture("second-person-reads")
        page.locator("main a[href$='/send-back/']").click()
        page.fill("[name=note]", why)
        self.picture("second-person-refuses")
        self.go_on()


class Operator(Actor):
    """Who runs a node."""

    def lines(self) -> str:
        """What the page of lines to other nodes says."""
        self.page.goto("/peers/")
        self.picture("lines")
        return self.page.locator("main").inner_text()


class DutyOfficer(Actor):
    """An officer of a desk abroad, who answers late."""

    def answer(self) -> None:
        """Open the strip that stands on every page, and say that the desk acts."""
        self.wait_for(self.page.locator("a[href^='/received/']"))
        self.page.locator("a[href^='/received/']").first.click()
        self.picture("late-emergency")
        self.send("accept")
