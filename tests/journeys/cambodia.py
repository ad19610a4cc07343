"""Cambodia's officers in the story between nodes: an investigator in English, a supervisor in Khmer on a telephone."""

from playwright.sync_api import expect

from tests.journeys.actors import SECONDS, Investigator, Supervisor

PHONE = "012 345 007"
BROKER, KNOWN_AS = "Men Vuthei", "ម៉ែន វុទ្ធី"
USES = f"The broker {BROKER} uses the telephone {PHONE}."
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
NOT_TOLD = "Person"
"""What is not ticked: the broker's name stays."""
EMERGENCY = {
    "who": "Five people, one of them about fifteen",
    "where": "A locked house behind the second bridge of the border town",
    "danger": "They are to be moved tonight",
    "needed": "Look whether they are there, and keep the house in sight",
    "call_back": "Duty desk, +855 23 000 01",
    "reason": "They are to be moved before the usual way is over.",
}


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
        self.capture(reference, found[0], BROKER, "person")
        self.see_who_is_known()
        for item, (_raw, sanitised, kind, words) in zip(found, ITEMS, strict=True):
            self.capture(reference, item, words, kind)
            page.goto(f"/reports/{reference}/items/{item}/")
            page.get_by_label("The source (optional)").select_option("B")
            page.get_by_label("The information (optional)").select_option("2")
            page.get_by_label("Words that may leave").fill(sanitised)
            self.press("Save")
        page.goto(f"/reports/{reference}/")
        self.picture("report")
        self.press("Every item is graded")
        return reference

    def capture(self, report: str, item: str, words: str, kind: str) -> None:
        """Turn words of an item into something that is found again; a house stands across the border."""
        page = self.page
        page.goto(f"/reports/{report}/items/{item}/capture/")
        page.get_by_label("Words from the item").fill(words)
        page.get_by_label("What they are").select_option(kind)
        page.get_by_label("For a place, the country it is in").select_option("TH")
        self.press("Capture it")
        expect(page.get_by_text("Captured. Mark the next words, or go on with the report.")).to_be_visible(
            timeout=SECONDS * 1000
        )

    def see_who_is_known(self) -> None:
        """The page of the person just captured says who may be the same, in another script, and why."""
        self.page.locator("main a[href^='/entities/E-']:not([href*='/protect/'])").first.click()
        self.page.wait_for_url("**/entities/E-*/")
        self.wait_for(self.page.get_by_text(KNOWN_AS))  # a node that has just started is still loading its names
        assert "the same name" in self.page.locator("main").inner_text()
        self.picture("known-in-khmer")

    def tick_things(self) -> None:
        """All that is known of the telephone and the house, and nothing of the broker."""
        for box in self.page.locator("main [name^='of-']").all():
            legend = box.locator("xpath=ancestor::fieldset[1]/legend").inner_text()
            if not legend.startswith(NOT_TOLD):
                box.check()

    def read_answer(self) -> str:
        """Accept what another country's desk answered; gives what the page says."""
        self.open_newest()
        self.send("accept")
        self.picture("answer")
        return self.page.locator("main").inner_text()

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
