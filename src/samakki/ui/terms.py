"""Terms of art, explained on the page where an officer meets them: ``{% words_here "item" "grade" %}``.

Keys are terms of GLOSSARY.md and words are its words (``tests/rules/test_terms.py``). Letters and numbers of grades and
codes of handling are worded here once, for every subject.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.ui.wording import Text

SOURCE_LETTERS: Final[Mapping[str, Text]] = {
    "A": _("A: no doubt about the source, or right every time so far"),
    "B": _("B: right most times"),
    "C": _("C: wrong most times"),
    "X": _("X: cannot be judged"),
}

INFORMATION_NUMBERS: Final[Mapping[str, Text]] = {
    "1": _("1: not in doubt"),
    "2": _("2: the source knows it first hand, the officer does not"),
    "3": _("3: the source does not know it first hand; other records bear it out"),
    "4": _("4: the source does not know it first hand; nothing bears it out"),
}

HANDLING: Final[Mapping[str, Text]] = {
    "H0": _("H0: only to prevent and fight crime"),
    "H1": _("H1: not in court without permission"),
    "H2": _("H2: not passed on without permission"),
    "H3": _("H3: other restrictions, written with the item"),
}

TERMS: Final[Mapping[str, tuple[Text, Text]]] = {
    "item": (
        pgettext_lazy("word explained", "Item"),
        _("One fact of a report, with a grade and conditions of its own."),
    ),
    "grade": (
        _("Grade"),
        _("A letter for the source and a number for what it said: B2. It says nothing about the person it is about."),
    ),
    "handling_code": (
        _("Handling code"),
        _("What whoever gets an item may do with it. Several stand together."),
    ),
    "quick_capture": (
        pgettext_lazy("word explained", "Capture"),
        _("Make marked words a person, a telephone, a place or a thing, which the node then finds again."),
    ),
    "sanitised_text": (
        _("Words that may leave"),
        _("The only words of an item that another desk gets. Nobody can tell the source from them."),
    ),
    "second_person": (
        pgettext_lazy("word explained", "Second person"),
        _("A colleague who wrote nothing of it, reads what would leave, and says yes or no."),
    ),
    "release": (
        pgettext_lazy("word explained", "Release"),
        _("The yes that words may go further: a second person's before they leave, the owner's before they go on."),
    ),
    "release_warning": (
        _("Warning"),
        _("Something in the words that may give the source away. Change it, or keep it and write why."),
    ),
    "disclosure": (
        _("Disclosure"),
        _("What you chose for named desks, with its purpose and conditions, signed. It can be taken back."),
    ),
    "hold": (
        pgettext_lazy("word explained", "Hold"),
        _("The minutes before something leaves, in which undo takes back all of it."),
    ),
    "originator": (
        _("Owner"),
        _("The desk that something came from first. It stays theirs on every copy, and they may take it back."),
    ),
    "recall": (
        pgettext_lazy("word explained", "Taking back"),
        _("The owner asks every desk that has it to erase, stop using or correct it, and each has to answer."),
    ),
    "receipt": (
        pgettext_lazy("message", "Receipt"),
        _("A signed answer of another node: it has the message, the desk got it, opened it, answered it."),
    ),
    "node": (
        _("Node"),
        _("One installation of this program, with its own data and keys. Nobody else reads in it."),
    ),
    "desk": (
        _("Desk"),
        _("An office that can be written to, by its address, whoever is on duty."),
    ),
    "trust_list": (
        _("Trust list"),
        _("Who takes part, with their keys. Each country signs for itself and for no other."),
    ),
    "checkpoint": (
        _("Checkpoint"),
        _("A signed sum of the whole log at one moment. Nothing before it can be changed without anybody seeing it."),
    ),
    "candidate": (
        _("Possible match"),
        _("Two entries that may be the same, as far as the records say. A possibility and no evidence."),
    ),
    "judgement": (
        _("Judgement"),
        _("An officer's answer whether two entries are the same, kept with who and when. It can be taken back."),
    ),
}

LINES: Final[Mapping[str, Sequence[Text]]] = {
    "grade": (*SOURCE_LETTERS.values(), *INFORMATION_NUMBERS.values()),
    "handling_code": tuple(HANDLING.values()),
}
"""What stands under a term, one line each."""
