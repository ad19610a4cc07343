"""Words around protecting a person."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.protection import Still, UndoReason
from samakki.entities.domain.things import Belongs
from samakki.ui.wording import Text, Wording

NOT_PROTECTED: Final = _("The person was not protected.")

REFUSALS: Final[Mapping[str, Wording]] = {
    "protect-not-a-person": Wording(
        NOT_PROTECTED, _("The entry is not about a person."), _("Open the entry of the person and protect that.")
    ),
    "protect-already": Wording(
        NOT_PROTECTED,
        _("The person is protected already and has the code %(code)s."),
        _("Use the code wherever you write about the person."),
    ),
    "protect-code-unknown": Wording(
        NOT_PROTECTED,
        _("No protected person whom you may see has this code."),
        _("Check the code. If the person is new, leave the field empty; a new code is made."),
    ),
    "protect-spelling-missing": Wording(
        NOT_PROTECTED,
        _("Nothing says what the person is called."),
        _("Type every name and nickname that may stand in the records."),
    ),
    "protect-spelling-short": Wording(
        NOT_PROTECTED,
        _("One of the names has fewer than two letters, so it cannot be told from other words."),
        _("Write it out, or take it off the list."),
    ),
    "protect-spelling-long": Wording(
        NOT_PROTECTED,
        _("One of the names is longer than %(longest)s characters."),
        _("Write one name on each line, without other text."),
    ),
    "protect-spellings-many": Wording(
        NOT_PROTECTED,
        _("There are more than %(most)s names."),
        _("Leave out names that differ in capital letters or in the order of their parts only: they are found anyway."),
    ),
    "protect-undone-already": Wording(
        _("The protection was not taken back."), _("Somebody did it before you."), _("There is nothing left to do.")
    ),
    "protect-first": Wording(
        _("The file was not closed."), _("The person has no code yet."), _("Protect the person first.")
    ),
    "thing-behind-code": Wording(
        _("Nothing was changed."),
        _("What is behind the code comes out again by a custodian alone."),
        _("Ask a custodian of the desk to give it back, and say why it is not the person's alone."),
    ),
    "file-closed-already": Wording(
        _("The file was not closed."), _("It is closed already."), _("There is nothing left to do.")
    ),
}

ACTS: Final[Mapping[str, Text]] = {
    "protect_person": _("Protected a person"),
    "protect_texts": _("Put the code of a protected person in place of a name"),
    "protect_things": _("Put things of a protected person behind the code"),
    "decide_thing": _("Said whose a thing of a protected person is"),
    "release_thing": _("Gave a thing of a protected person back"),
    "undo_protection": _("Took the protection of a person back"),
    "close_file": _("Closed a file for the protection of a person"),
}

KINDS: Final[Mapping[str, Text]] = {
    "entity": _("People, things and places"),
    "item": _("Items of the report"),
    "report": _("Text of the report"),
    "community": _("Community report"),
    "case": _("Case"),
    "person": _("People of the case"),
    "note": _("Notes"),
    "task": _("Tasks"),
    "event": _("Events"),
    "exhibit": _("Exhibits"),
    "file": _("Files"),
    "thing": _("Telephones, papers, accounts and addresses"),
    "candidate": _("Possible matches"),
    "import": _("Import"),
}
"""Kinds of thing that subjects report; what is missing here reads as "Other texts"."""

OTHER_KIND: Final = _("Other texts")

STILL: Final[Mapping[Still, Text]] = {
    Still.NAME_PART: _("part of a name, such as the given name alone"),
    Still.PHONE: _("a telephone number"),
    Still.ADDRESS: _("an address"),
    Still.DOCUMENT: _("the number of a passport or identity card"),
    Still.ACCOUNT: _("an account, or an address for messages"),
    Still.BIRTH: _("a date or place of birth"),
    Still.RELATIVE: _("the name of a parent"),
    Still.FILE: _("pictures, recordings or handwriting"),
}

BELONGS: Final[Mapping[Belongs, Text]] = {
    Belongs.HERS: _("This person's alone: put it behind the code"),
    Belongs.SHARED: _("Also a suspect's, or used by several: leave it as it is"),
}
"""By value in forms: `Belongs` is what they read."""

UNDO_REASONS: Final[Mapping[UndoReason, Text]] = {
    UndoReason.WRONG_PERSON: _("The wrong person was protected"),
    UndoReason.NOT_HERS: _("It was taken for the person's and is somebody else's"),
    UndoReason.ASKED_FOR: _("The person asked for it"),
    UndoReason.COURT_ORDER: _("A court ordered it"),
}


def kind_words(kind: str) -> Text:
    """A kind of thing in words."""
    return KINDS.get(kind, OTHER_KIND)
