"""Paths through the demonstration, step by step as the tutorials go them, and who plays in them. Needs no Django."""

from dataclasses import dataclass

from samakki.demo.nations import NAMES


@dataclass(frozen=True, slots=True)
class Step:
    """What one officer does.

    Attributes:
        number: of the tutorial's section.
        country: ISO code of the node that the officer signs in to.
        username: of the officer.
        does: in English, as the launcher prints it.
    """

    number: int
    country: str
    username: str
    does: str


_STORY = (
    Step(1, "KH", "chan.sopheap", "write a report about a broker's telephone and a house, and prepare its release."),
    Step(2, "KH", "keo.bopha", "authorise the words that may leave."),
    Step(3, "KH", "chan.sopheap", "give it to the international desks of Thailand and Viet Nam."),
    Step(3, "KH", "keo.bopha", "let it go."),
    Step(4, "TH", "somsak.r", "a minute later, under Disclosures: accept it."),
    Step(4, "TH", "somsak.r", "open the telephone in it: Thailand has it on file, on the gate of a rest-house."),
    Step(4, "VN", "trinh.quoc.viet", "accept it too."),
    Step(5, "TH", "somsak.r", "ask whether the house may be passed on to Viet Nam's border desk."),
    Step(5, "KH", "keo.bopha", "answer yes, with other words."),
    Step(5, "TH", "jintana.b", "authorise that, and Thailand's own answer: its report of the rest-house."),
    Step(5, "TH", "somsak.r", "give the first to Viet Nam's border desk, the answer to Cambodia's duty desk."),
    Step(5, "VN", "hoang.duc.thinh", "a minute later: accept what Thailand passes on, in Cambodia's other words."),
    Step(5, "KH", "chan.sopheap", "accept Thailand's answer."),
    Step(6, "KH", "chan.sopheap", "take the first disclosure back, and see who still holds it."),
    Step(7, "KH", "chan.sopheap", "under Disclosures: life at risk, send now."),
    Step(8, "KH", "khiev.sothea", "as the overseer, see who did what, without one name."),
    Step(8, "TH", "kanya.i", "see Thailand's side in the same way."),
    Step(9, "KH", "nuon.pisey", "as a prosecutor, find the cases of that office and one that the police handed over."),
    Step(
        9,
        "KH",
        "nuon.pisey",
        "search for Men Vuthei, or open the report's address: nothing else of the police is there.",
    ),
)


@dataclass(frozen=True, slots=True)
class Path:
    """Steps in their order, and the line above them."""

    head: str
    steps: tuple[Step, ...]


_FILES = (
    Step(1, "KH", "chan.sopheap", "write a report for what the files hold, grade its item, and write what may leave."),
    Step(2, "KH", "chan.sopheap", "Files brought in, Bring a file in: look, check every row, write it, accept it."),
    Step(3, "KH", "chan.sopheap", "bring the payments in from the console, and accept them on their page."),
    Step(4, "KH", "chan.sopheap", "bring a victim's line into a second report."),
    Step(5, "KH", "chan.sopheap", "see who may be the same, and why."),
    Step(6, "KH", "chan.sopheap", "open a case with the first report, and prepare its release."),
    Step(6, "KH", "keo.bopha", "authorise it."),
    Step(6, "KH", "chan.sopheap", "give words and telephone to Thailand, TH/POL/AHT/duty."),
    Step(6, "TH", "prasert.w", "a minute later: accept it."),
)

STORY = Path("A path through it; docs/tutorial.md has pictures:", _STORY)
EMPTY = Path("Bring a file of your own in; docs/tutorial-import.md has two to try it with:", _FILES)


def players(country: str) -> tuple[str, ...]:
    """User names of those who play on a country's node, in the order in which they come.

    >>> players("VN")
    ('trinh.quoc.viet', 'hoang.duc.thinh')
    """
    steps = (*STORY.steps, *EMPTY.steps)
    return tuple(dict.fromkeys(step.username for step in steps if step.country == country))


def told(path: Path) -> list[str]:
    """The path as lines for a terminal: a number where a section of the tutorial begins, and who before what."""
    lines, before = [path.head], 0
    for step in path.steps:
        number = "" if step.number == before else str(step.number)
        lines.append(f"  {number:>2} {NAMES[step.country]}, {step.username}: {step.does}")
        before = step.number
    return lines
