"""Every step of the main job at its full length, in order, and what a seed has a lead be about."""

from random import Random

from tools.trial import main_job as first
from tools.trial import main_job_cases, main_job_danger, main_job_files, main_job_onward
from tools.trial.main_job_long import LongPlay, LongStep, Wish, note_before
from tools.trial.main_job_play import wait_until
from tools.trial.visitor import form_with

SUMMARY = "A broker and a house."
SHARES = ((Wish.FILE, 0.45), (Wish.CASE, 0.5), (Wish.LATE, 0.3), (Wish.LIFE, 0.2))
ANSWERED = ((Wish.ONWARD, 0.3), (Wish.OTHER_WORDS, 0.3), (Wish.REFUSED, 0.2))
ENDINGS = ((Wish.WITHDRAWN, 0.4), (Wish.CORRECTED, 0.35))


def wishes(seed: str) -> frozenset[Wish]:
    """What stands around a lead."""
    dice = Random(seed)  # noqa: S311  (what is played; the same in every run)
    some = {wish for wish, share in SHARES if dice.random() < share}
    if some >= {Wish.LATE, Wish.LIFE}:
        some.remove(Wish.LIFE)
    for choices in (ANSWERED, ENDINGS):
        drawn = dice.random()
        for wish, share in choices:
            if drawn < share:
                some.add(wish)
                break
            drawn -= share
    return frozenset(some)


def captured_so_far(play: LongPlay) -> bool:
    """What was captured although nobody was told; in the order in which it is done."""
    play.officer.open(play.report_path)
    known = list(play.captured.values())
    new = [one for one in play.officer.found(r'href="/entities/(E-\w+)/"') if one not in known]
    kinds = [kind for *_rest, kind in play.told.items if kind not in play.captured]
    play.captured.update(zip(kinds, new, strict=False))
    return len(play.captured) == len(play.told.items)


def was_judged(play: LongPlay) -> bool:
    """Whether the list of possible matches does not offer it any more."""
    play.officer.open(f"/entities/{play.captured['person']}/possible-matches/")
    return f"/same-as/{play.matches[0]}/" not in play.officer.page.text


def build(play: LongPlay) -> None:
    """A disclosure of all items, of telephone and house, and of everybody whom a file brought; to all desks."""
    officer = play.officer
    officer.open(play.report_path)
    begun = officer.found(r"/disclosures/(D-\w+)/")  # by a form whose answer never came
    if begun:
        play.disclosure = begun[0]
        officer.open(f"{play.disclosure_path}contents/")
    else:
        officer.press("/disclose/")
        play.disclosure = officer.page.path.split("/")[2]
    form = form_with(officer.page, "items")
    kept_here = f"of-{play.captured['person']}"
    things = {name: some for name, some in form.choices.items() if name.startswith("of-") and name != kept_here}
    officer.send(form, items=form.choices["items"], to=list(play.desks), summary=SUMMARY, **things)


def answer_questions(play: LongPlay) -> None:
    """About danger nobody knows, so a second person has to read it; and whose the names are that a file brought."""
    officer = play.officer
    officer.open(f"{play.disclosure_path}questions/")
    countries = [desk[:2] for desk in play.desks]
    answers = {f"{question}-{country}": "unknown" for question in first.QUESTIONS for country in countries}
    form = form_with(officer.page, f"danger-{countries[0]}")
    names = {name: "other" for name in form.choices if name.startswith("name-")}
    officer.send(form, words=first.NOT_ASKED, **answers, **names)


def was_asked(play: LongPlay) -> bool:
    """Whether it waits for a second person, or went on."""
    play.officer.open(play.disclosure_path)
    return play.officer.form("/hand-over/") is None


def let_go(play: LongPlay) -> None:
    """The second person lets it go."""
    note_before(play, "lead", *_whom(play))
    first.let_go(play)


def see_accepted(play: LongPlay) -> None:
    """Wait until the sender's officer reads that every desk took it."""

    def is_told(_play: object) -> bool:
        return play.officer.open(play.disclosure_path).text.count("Accepted") >= len(play.desks)

    wait_until(is_told, play, "the sender knew")


def _whom(play: LongPlay) -> tuple[str, ...]:
    return ("abroad", "other")[: len(play.desks)]


def _has_other(play: LongPlay) -> bool:
    return len(play.desks) > 1


def _has_match(play: LongPlay) -> bool:
    return bool(play.matches)


AT_HOME = (
    LongStep("write-report", first.write_report, first.was_written),
    LongStep("add-items", first.add_items, first.were_added),
    LongStep("capture", first.capture, captured_so_far),
    LongStep("possible-matches", first.see_matches),
    LongStep("judge", first.judge, was_judged, _has_match),
)
GRADE = LongStep("grade", first.grade, first.was_graded)
GIVING = (
    LongStep("hand-over", first.hand_over, first.was_handed_over),
    LongStep("authorise", first.authorise, first.was_authorised),
    LongStep("build-disclosure", build),
    LongStep("danger-questions", answer_questions, first.was_made_ready),
    LongStep("ask-second", first.ask_second, was_asked),
    LongStep("let-go", let_go, first.was_let_go, calls=True),
    LongStep("leave", lambda play: play.end_holds("kh"), calls=True),
    LongStep(
        "accept", lambda play: main_job_onward.receive(play, "abroad"),
        lambda play: main_job_onward.was_received(play, "abroad"), at="th", calls=True,
    ),
    LongStep(
        "accept-other", lambda play: main_job_onward.receive(play, "other"),
        lambda play: main_job_onward.was_received(play, "other"), _has_other, "vn", calls=True,
    ),
    LongStep("see-accepted", see_accepted, calls=True),
)  # fmt: skip
STEPS = (
    *main_job_danger.STEPS, *AT_HOME, *main_job_files.STEPS, GRADE, *main_job_cases.STEPS, *GIVING,
    *main_job_onward.STEPS, *main_job_onward.BACK,
)  # fmt: skip
"""All of it; what nobody wishes is left out by ``LongStep.wants``."""
