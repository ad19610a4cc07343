"""Beyond the first border: leave to pass on, a third node's desk, and taking back or putting right there too."""

from tools.trial import main_job as first
from tools.trial.main_job_long import PASSES_ON, LongPlay, LongStep, Wish, has_come, note_before
from tools.trial.main_job_play import wait_until
from tools.trial.visitor import WebForm, form_with, forms

LESS = "People stay in a house of the province."
RIGHT = "People stayed in a house near a pagoda until May."
WHY = "The house may stand on the other side of the border."
REFUSAL = "It would lead to whoever told it."
ANSWERS = {Wish.ONWARD: "approved", Wish.OTHER_WORDS: "approved_sanitised", Wish.REFUSED: "refused"}
UNANSWERED = "No answer yet"  # on the board, as who takes it back reads it in English


def receive(play: LongPlay, who: str, what: str = "lead") -> None:
    """Wait until it is at a desk, and take it unless that was done already."""
    wait_until(lambda _play: has_come(play, who, what), play, f"{what} {play.number} came to {who}")
    screen = play.screen(who)
    screen.open(play.path_of(who, what))
    if screen.form("/accept/"):
        screen.press("/accept/")


def was_received(play: LongPlay, who: str, what: str = "lead") -> bool:
    """Whether it came and was taken."""
    if not has_come(play, who, what):
        return False
    screen = play.screen(who)
    screen.open(play.path_of(who, what))
    return screen.form("/accept/") is None


def ask_release(play: LongPlay) -> None:
    """Ask the owner whether the third desk may have it."""
    play.abroad.open(f"{play.path_of('abroad', 'lead')}ask/")
    play.abroad.fill("use", use="onward", to=play.third_desk, why=WHY)


def was_asked(play: LongPlay) -> bool:
    """Whether the page of what came names the third desk."""
    return play.third_desk in play.abroad.open(play.path_of("abroad", "lead")).text


def answer_release(play: LongPlay) -> None:
    """As the owner's second person: yes, yes in other words, no."""
    wait_until(lambda _play: _asked(play) is not None, play, "the owner was asked")
    form = _asked(play)
    answer = next(said for wish, said in ANSWERS.items() if wish in play.wishes)
    if form is None or "answer" not in form.choices:
        return
    words = {name: LESS for name in form.fields if name.startswith("words-")} if answer == "approved_sanitised" else {}
    play.second.send(form, answer=answer, reason=REFUSAL if answer == "refused" else "", **words)


def was_answered(play: LongPlay) -> bool:
    """Whether nobody has to answer any more."""
    form = _asked(play)
    return form is not None and "answer" not in form.choices


def see_answer(play: LongPlay) -> None:
    """Wait until the answer is at the desk that asked."""
    wait_until(lambda _play: _is_told(play), play, "who asked had the answer")
    play.onward.report = play.abroad.found(r"/reports/(R-\w+)/")[0]


def grade(play: LongPlay) -> None:
    """The report that it became; then the words that may leave of each item."""
    abroad, path = play.abroad, play.onward.report_path
    abroad.open(path)
    if abroad.form("/grade/"):
        abroad.press("/grade/")
    abroad.open(f"{path}release/")
    for item in _items(play):
        if not item.fields[words := _words(item)]:
            abroad.open(f"{path}release/")
            again = next(one for one in _items(play) if one.action == item.action)
            abroad.send(again, **{words: "People stay in a house."})


def was_graded(play: LongPlay) -> bool:
    """Whether every item has words that may leave."""
    if not first.was_graded(play.onward):
        return False
    play.abroad.open(f"{play.onward.report_path}release/")
    return all(one.fields[_words(one)] for one in _items(play))


def build(play: LongPlay) -> None:
    """A disclosure of the words that came, for the third desk."""
    given, abroad = play.onward, play.abroad
    abroad.open(given.report_path)
    begun = abroad.found(r"/disclosures/(D-\w+)/")  # by a form whose answer never came
    if begun:
        given.disclosure = begun[0]
        abroad.open(f"{given.disclosure_path}contents/")
    else:
        abroad.press("/disclose/")
        given.disclosure = abroad.page.path.split("/")[2]
    form = form_with(abroad.page, "items")
    abroad.send(form, items=form.choices["items"], to=[play.third_desk], summary="A house.")


def was_asked_second(play: LongPlay) -> bool:
    """Whether it waits for a second person, or went on."""
    play.abroad.open(play.onward.disclosure_path)
    return play.abroad.form("/hand-over/") is None


def take_back(play: LongPlay) -> None:
    """Withdraw all of it, or put its words right."""
    officer = play.officer
    officer.open(f"{play.disclosure_path}recall/")
    form = form_with(officer.page, "scope")
    if Wish.CORRECTED in play.wishes:
        words = {name: RIGHT for name in form.fields if name.startswith("words-")}
        officer.send(form, scope="correct", reason="wrong", note="It was told wrongly.", **words)
    else:
        officer.send(form, scope="withdraw", reason="wrong_desk", note="It was meant for another desk.")


def was_taken_back(play: LongPlay) -> bool:
    """Whether its page asks for something to be done about it, or says that it was."""
    return "Taken back" in play.officer.open(play.disclosure_path).text


def see_board(play: LongPlay) -> None:
    """Wait until every holder answered, also the one that it was passed on to."""

    def is_over(_play: object) -> bool:
        text = play.officer.open(f"{play.disclosure_path}holders/").text
        return UNANSWERED not in text and (not _passes_on(play) or play.third_desk in text)

    wait_until(is_over, play, "every holder answered")


def _items(play: LongPlay) -> list[WebForm]:
    return [one for one in forms(play.abroad.page) if "/release/items/" in one.action]


def _words(item: WebForm) -> str:
    """Name of the field for the words of an item that may leave; its prefix is the item's reference."""
    return next(name for name in item.fields if name.endswith("-text"))


def _asked(play: LongPlay) -> WebForm | None:
    """The page of what was asked: its form, one without fields once it is answered, None before it came."""
    play.second.open(play.disclosure_path)
    found = play.second.found(rf"{play.disclosure_path}releases/[\w-]+/")
    if not found:
        return None
    play.second.open(found[0])
    return next((one for one in forms(play.second.page) if "answer" in one.choices), WebForm("", "post"))


def _is_told(play: LongPlay) -> bool:
    text = play.abroad.open(play.path_of("abroad", "lead")).text
    return play.third_desk in text and "/withdraw/" not in text


def _asks(play: LongPlay) -> bool:
    return play.wishes_any(*ANSWERS)


def _passes_on(play: LongPlay) -> bool:
    return play.wishes_any(*PASSES_ON)


def _takes_back(play: LongPlay) -> bool:
    return play.wishes_any(Wish.WITHDRAWN, Wish.CORRECTED)


def _let_go(play: LongPlay) -> None:
    note_before(play, "onward", "third")
    first.let_go(play.onward)


STEPS = (
    LongStep("ask-release", ask_release, was_asked, _asks, "th", calls=True),
    LongStep("answer-release", answer_release, was_answered, _asks, calls=True),
    LongStep("see-answer", see_answer, None, _asks, "th"),
    LongStep("grade-abroad", grade, was_graded, _passes_on, "th"),
    LongStep(
        "hand-over-abroad", lambda play: first.hand_over(play.onward),
        lambda play: first.was_handed_over(play.onward), _passes_on, "th",
    ),
    LongStep(
        "authorise-abroad", lambda play: first.authorise(play.onward),
        lambda play: first.was_authorised(play.onward), _passes_on, "th",
    ),
    LongStep("build-onward", build, None, _passes_on, "th"),
    LongStep(
        "danger-questions-abroad", lambda play: first.answer_questions(play.onward),
        lambda play: first.was_made_ready(play.onward), _passes_on, "th",
    ),
    LongStep("ask-second-abroad", lambda play: first.ask_second(play.onward), was_asked_second, _passes_on, "th"),
    LongStep(
        "let-go-abroad", _let_go, lambda play: first.was_let_go(play.onward), _passes_on, "th", calls=True
    ),
    LongStep("leave-abroad", lambda play: play.end_holds("th"), None, _passes_on, "th", calls=True),
    LongStep(
        "receive-third", lambda play: receive(play, "third", "onward"),
        lambda play: was_received(play, "third", "onward"),
        _passes_on, "vn", calls=True,
    ),
)  # fmt: skip
"""Once the desk abroad took it."""
BACK = (
    LongStep("take-back", take_back, was_taken_back, _takes_back, calls=True),
    LongStep("see-board", see_board, None, _takes_back, calls=True),
)
"""In the end."""
