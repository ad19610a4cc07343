"""Officers of Thailand and Viet Nam in the story between nodes, in the languages of their countries."""

from samakki.demo.on_file import HEADLINE as ON_FILE
from tests.journeys.actors import Investigator

PHONE_ABROAD = "+85512345007"
"""As every node writes the number that Cambodia tells of."""


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

    def find_on_file(self, received: str) -> str:
        """See that the telephone is on file already, on the gate of a rest-house; gives what the page there says."""
        page = self.page
        page.goto(f"/received/{received}/")
        page.locator("main a[href^='/reports/R-']").first.click()
        page.wait_for_url("**/reports/R-*/")
        page.locator("main a[href^='/entities/E-']:not([href*='/protect/'])", has_text=PHONE_ABROAD).first.click()
        page.wait_for_url("**/entities/E-*/")
        known = page.locator("main a[href^='/entities/E-']:not([href*='/statements/'])", has_text=PHONE_ABROAD)
        self.picture("telephone-on-file")
        with page.expect_navigation():
            known.first.click()
        self.picture("rest-house-on-file")
        return page.locator("main").inner_text()

    def own_report(self) -> str:
        """The desk's own report whose release a supervisor still has to authorise."""
        page = self.page
        page.goto("/reports/")
        page.locator("main :is(li, tr)", has_text=ON_FILE).locator("a[href^='/reports/R-']").first.click()
        page.wait_for_url("**/reports/R-*/")
        return page.url.split("/reports/")[1].strip("/").partition("/")[0]

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
