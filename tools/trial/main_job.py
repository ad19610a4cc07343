"""The main job without a browser: from a report to a lead at another node's desk, by the real forms of real pages.

Three people play: an officer, the second person of the officer's desk, and an officer of the desk that gets it. A step
is one thing that one of them does, and can be asked whether it took effect; one that was cut off is simply done again.
"""

import re

from tools.trial.main_job_play import Play, Step
from tools.trial.visitor import form_with

GRADE = {"reliability": "B", "accuracy": "2"}
WHY = "Everybody at the market knows this."
QUESTIONS = ("ill_treatment", "danger", "officials")
NOT_ASKED = "Nobody could be asked."


def sign_in(play: Play) -> None:
    """The officer, with password and code."""
    one = play.people[0]
    play.officer.enter(one.username, one.password, one.secret)


def write_report(play: Play) -> None:
    """A draft: text and a few words."""
    play.officer.open("/reports/new/")
    play.officer.fill("headline", text=play.told.text, headline=play.told.headline)
    play.report = play.officer.page.path.split("/")[2]


def was_written(play: Play) -> bool:
    """Whether the list of reports has it."""
    text = play.officer.open("/reports/").text
    found = re.search(rf'/reports/(R-\w+)/"[^>]*>(?:(?!/reports/).)*{re.escape(play.told.headline)}', text, re.DOTALL)
    play.report = found[1] if found else ""
    return found is not None


def add_items(play: Play) -> None:
    """One fact each."""
    officer = play.officer
    if officer.page.path != play.report_path:
        officer.open(play.report_path)
    for raw, *_ in play.told.items[len(_items(play)) :]:
        officer.press("/items/add/", raw=raw)
    play.items = _items(play)


def were_added(play: Play) -> bool:
    """Whether the report has all of them."""
    play.officer.open(play.report_path)
    play.items = _items(play)
    return len(play.items) == len(play.told.items)


def capture(play: Play) -> None:
    """Person, telephone and house, each from its item."""
    if play.officer.page.path != play.report_path:
        play.officer.open(play.report_path)
    for item, (_raw, _leaves, words, kind) in zip(play.items, play.told.items, strict=True):
        if kind in play.captured:
            continue
        before = set(_captured(play))
        play.officer.open(f"{play.report_path}items/{item}/capture/")
        play.officer.fill("words", words=words, kind=kind, where=play.desk[:2])
        (play.captured[kind],) = set(_captured(play)) - before


def open_person(play: Play) -> None:
    """The person's page, with the likeliest matches on it."""
    play.officer.open(f"/entities/{play.captured['person']}/")


def see_matches(play: Play) -> None:
    """The list of who may be the same, with reasons."""
    person = play.captured["person"]
    play.officer.open(f"/entities/{person}/possible-matches/")
    play.matches = play.officer.found(rf"/entities/{person}/same-as/(E-\w+)/")


def judge(play: Play) -> None:
    """Say of the likeliest that it is the same person."""
    path = f"/entities/{play.captured['person']}/same-as/{play.matches[0]}/"
    play.officer.open(f"{path}?say=positive")
    play.officer.fill("judgement", judgement="positive", reason="fits_together")


def search(play: Play) -> None:
    """The name in another script, in the box of the search page."""
    play.officer.open("/search/")
    play.officer.fill("text", text=play.told.elsewhere)


def grade(play: Play) -> None:
    """Each item, with the words that may leave; then the report."""
    officer = play.officer
    for item, (_raw, leaves, *_) in zip(play.items, play.told.items, strict=True):
        officer.open(f"{play.report_path}items/{item}/")
        officer.fill("sanitised", **GRADE, sanitised=leaves)
    officer.open(play.report_path)
    if officer.form("/grade/"):
        officer.press("/grade/")


def was_graded(play: Play) -> bool:
    """Whether the report is no draft any more."""
    return "/items/add/" not in play.officer.open(play.report_path).text


def hand_over(play: Play) -> None:
    """Answer what may give the source away, and ask a second person."""
    officer = play.officer
    officer.open(f"{play.report_path}release/")
    while officer.form("/hand-over/"):
        officer.press("/hand-over/")
        while warning := officer.form(r"/warnings/\d+/"):
            officer.send(warning, **{name: WHY for name in warning.fields if name.endswith("-reason")})


def was_handed_over(play: Play) -> bool:
    """Whether nobody has to hand it over any more."""
    play.officer.open(f"{play.report_path}release/")
    return play.officer.form("/hand-over/") is None


def see_work(play: Play) -> None:
    """The second person signs in if need be and sees what waits."""
    one = play.people[1]
    if not play.second.page.path:
        play.second.enter(one.username, one.password, one.secret)
    play.second.open("/")


def authorise(play: Play) -> None:
    """The second person reads what may leave and lets it."""
    play.second.open(f"{play.report_path}release/")
    play.second.press("/authorise/", understood="on")


def was_authorised(play: Play) -> bool:
    """Whether the report can be given away."""
    play.officer.open(play.report_path)
    return play.officer.form("/disclose/") is not None


def build(play: Play) -> None:
    """A disclosure: all items, telephone and house, one desk."""
    officer = play.officer
    if not play.disclosure:
        officer.open(play.report_path)
        officer.press("/disclose/")
        play.disclosure = officer.page.path.split("/")[2]
    else:
        officer.open(f"{play.disclosure_path}contents/")
    form = form_with(officer.page, "items")
    person = play.captured["person"]
    things = {name: some for name, some in form.choices.items() if name.startswith("of-") and name != f"of-{person}"}
    officer.send(form, items=form.choices["items"], to=[play.desk], summary="A broker and a house.", **things)


def answer_questions(play: Play) -> None:
    """About danger: nobody knows, so a second person has to read it."""
    country = play.desk[:2]
    if not play.officer.page.path.endswith("/questions/"):
        play.officer.open(f"{play.disclosure_path}questions/")
    answers = {f"{question}-{country}": "unknown" for question in QUESTIONS}
    play.officer.fill(f"danger-{country}", words=NOT_ASKED, **answers)


def was_made_ready(play: Play) -> bool:
    """Whether the page says what would leave."""
    return 'class="samakki-digest"' in play.officer.open(play.disclosure_path).text


def ask_second(play: Play) -> None:
    """Read what would leave, and ask a second person."""
    play.officer.open(play.disclosure_path)
    play.officer.press("/hand-over/")


def let_go(play: Play) -> None:
    """The second person reads what would leave and lets it go; then it waits."""
    play.second.open(play.disclosure_path)
    play.second.press("/send/", read="on")


def was_let_go(play: Play) -> bool:
    """Whether it waits to leave, or left."""
    text = play.second.open(play.disclosure_path).text
    return "/undo/" in text or "/holders/" in text


def sign_in_abroad(play: Play) -> None:
    """The third person, who notes what the desk has already."""
    one = play.people[2]
    if not play.abroad.page.path:
        play.abroad.enter(one.username, one.password, one.secret)
    play.before |= set(_came(play))


def has_come(play: Play) -> bool:
    """Whether something new is at the desk."""
    new = [one for one in _came(play) if one not in play.before]
    play.received = new[0] if new else ""
    return bool(new)


def accept(play: Play) -> None:
    """Open what came, and take it."""
    play.abroad.open(f"/received/{play.received}/")
    play.abroad.press("/accept/")


def was_accepted(play: Play) -> bool:
    """Whether the sender's officer reads that it was."""
    text = play.officer.open(play.disclosure_path).text
    return re.search(r">\s*Accepted\s*<", text) is not None


def see_what_it_knows(play: Play) -> None:
    """The report that it became, and the page of the telephone in it."""
    abroad = play.abroad
    abroad.open(f"/received/{play.received}/")
    report = abroad.found(r"/reports/(R-\w+)/")[0]
    abroad.open(f"/reports/{report}/")
    digits = play.told.phone.replace(" ", "")[-6:]
    phones = abroad.found(rf'/entities/(E-\w+)/"[^>]*>\s*(?:<bdi[^>]*>)?[^<]*{digits}')
    abroad.open(f"/entities/{phones[0]}/")


AT_HOME = (
    Step("sign-in", sign_in),
    Step("write-report", write_report, was_written),
    Step("add-items", add_items, were_added),
    Step("capture", capture),
    Step("open-person", open_person),
    Step("search", search),
    Step("possible-matches", see_matches),
    Step("judge", judge, wants=lambda play: play.matches),
    Step("grade", grade, was_graded),
    Step("hand-over", hand_over, was_handed_over),
    Step("second-sees-work", see_work),
    Step("authorise", authorise, was_authorised),
    Step("build-disclosure", build),
    Step("danger-questions", answer_questions, was_made_ready),
    Step("ask-second", ask_second),
    Step("let-go", let_go, was_let_go),
)
"""Until it waits to leave."""
ABROAD = (
    Step("accept", accept, was_accepted),
    Step("what-it-knows", see_what_it_knows),
)
"""When it came."""


def _items(play: Play) -> list[str]:
    return play.officer.found(rf"{play.report_path}items/(I-\w+)/")


def _captured(play: Play) -> list[str]:
    return play.officer.found(r'href="/entities/(E-\w+)/"')


def _came(play: Play) -> list[str]:
    play.abroad.open("/disclosures/")
    return play.abroad.found(r"/received/(DR-\w+)/")
