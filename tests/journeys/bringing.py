"""Whoever brings files of their own into a node without records: looks, checks, accepts, and is told who may be one."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.journeys.actors import SECONDS, Investigator

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload


class Importer(Investigator):
    """Steps go by the forms of a page, in any language."""

    def begin_report(self, headline: str, words: str, sanitised: str) -> str:
        """A report of one graded item, for what the files hold; gives its reference."""
        page = self.page
        page.goto("/reports/new/")
        page.fill("[name=text]", words)
        page.fill("[name=headline]", headline)
        self.go_on()
        page.wait_for_url("**/reports/R-*/")
        reference = page.url.rstrip("/").rsplit("/", maxsplit=1)[1]
        page.fill("form[action$='/items/add/'] [name=raw]", words)
        page.locator("form[action$='/items/add/'] button").last.click()
        item = page.locator("[data-capture-source^='I-']").first.get_attribute("data-capture-source")
        page.goto(f"/reports/{reference}/items/{item}/")
        page.select_option("[name=reliability]", "B")
        page.select_option("[name=accuracy]", "2")
        page.fill("[name=sanitised]", sanitised)
        self.go_on()
        return reference

    def look_at(self, file: "FilePayload | str") -> None:
        """Choose a file from the empty list of imports on, and look at what is in it."""
        page = self.page
        page.goto("/imports/")
        page.locator("main form[action='/imports/start/'] button, main a[href='/imports/start/']").first.click()
        page.set_input_files("[name=file]", file)
        page.select_option("[name=country]", "KH")
        page.select_option("[name=purpose]", "investigate_trafficking")
        self.go_on()

    def say_what_columns_mean(self, columns: Mapping[str, str]) -> None:
        """Agree with how rows were read and what was guessed, but for columns that are named."""
        page = self.page
        self.picture("own-file-rows")
        page.locator("main button[name=go_on]").click()
        page.wait_for_url("**/columns/")
        for key, target in columns.items():
            page.select_option(f"[name=column-{key}]", target)
        self.picture("own-file-columns")
        self.go_on()

    def write_draft(self, *, picture: str = "own-file") -> str:
        """Have every row checked, then written; gives what the page says of the draft."""
        page = self.page
        if page.locator("form[action$='/check/']").count() and not page.locator("form[action$='/write/']").count():
            self.send("check")
        self.until("form[action$='/write/']")
        self.picture(f"{picture}-checked")
        self.send("write")
        self.until("form[action$='/accept/']")
        self.picture(f"{picture}-draft")
        return page.locator("main").inner_text()

    def accept_into(self, report: str) -> None:
        """Accept the draft into a report."""
        self.send("accept")
        self.page.locator(f"[name=into][value='{report}']").check()
        self.go_on()
        self.until(f"main a[href*='{report}']")

    def open_draft(self, reference: str) -> None:
        """The page of an import that somebody made from the console."""
        self.page.goto(f"/imports/{reference}/")

    def all_of_it(self) -> str:
        """What a draft holds, row by row; back on its page afterwards."""
        self.page.locator("main a[href$='/things/']").click()
        self.page.wait_for_url("**/things/")
        said = self.page.locator("main").inner_text()
        self.page.go_back()
        return said

    def may_be_the_same(self, name: str, other: str, *, picture: str) -> str:
        """Until the page of something that came in says what it may be the same as; gives why."""
        page = self.page
        page.goto("/entities/")
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url("**/entities/E-*/")
        self.wait_for(page.locator("main a[href^='/entities/E-']", has_text=other))  # a new node loads its names first
        self.picture(picture)
        return page.locator("main").inner_text()

    def open_case(self, nickname: str, report: str) -> str:
        """Open a case and put the report into it; gives the reference of the case."""
        page = self.page
        page.goto("/cases/open/")
        page.get_by_label("Nickname of the case").fill(nickname)
        page.get_by_label("Trafficking in persons").check()
        page.get_by_label("Cambodia").check()
        page.get_by_label("What do you open it for?").select_option("investigate_trafficking")
        self.press("Open the case")
        page.get_by_label("Nobody can recognise a victim or witness by this nickname").check()
        self.press("Open the case")
        page.get_by_text("The case is open.").wait_for()
        case = page.url.split("/cases/")[1].partition("/")[0]
        page.goto(f"/reports/{report}/cases/?case={case}")
        self.go_on()
        page.goto(f"/cases/{case}/intelligence/")
        page.locator(f"main a[href='/reports/{report}/']").first.wait_for()
        self.picture("own-file-case")
        return case

    def tick_things(self) -> None:
        """Tick the telephone that a file brought, and nothing else."""
        page = self.page
        self.picture("own-file-folded")
        page.locator("main details:has([name^='of-']) summary").click()
        for legend in page.locator("main fieldset:has([name^='of-']) legend").all():
            if legend.inner_text().startswith("Phone"):
                for box in legend.locator("xpath=..").locator("[name^='of-']").all():
                    box.check()

    def until(self, selector: str) -> None:
        """Load the page anew until the node's own work has come so far."""
        limit = time.monotonic() + SECONDS
        while not self.page.locator(selector).count() and time.monotonic() < limit:
            time.sleep(0.5)
            self.page.reload()
        assert self.page.locator(selector).count(), self.page.locator("main").inner_text()
