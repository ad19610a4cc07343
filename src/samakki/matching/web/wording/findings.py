"""What comparing two entities found, as sentences. Comparing gives codes and facts; the number is never among them.

Sentences name names, which lists show too, and no other value of the other record: its page shows them, and says who
looked.
"""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from samakki.matching.domain.definition import Definition
from samakki.matching.queries.candidates import Told
from samakki.ui.wording import Text

LITTLE = 0.4
"""Bits between which a finding speaks neither for nor against."""
COMMON_FROM, COUNTED_FROM = 1 / 1000, 1 / 100_000
SHARED_FROM = 3

SUBJECTS: Final[Mapping[str, Text]] = {
    "name": pgettext_lazy("of a person or thing", "Name"),
    "father": gettext_lazy("Father’s name"),
    "mother": gettext_lazy("Mother’s name"),
    "birth": gettext_lazy("Date of birth or age"),
    "sex": pgettext_lazy("male or female", "Sex"),
    "origin": gettext_lazy("Place of birth"),
    "home": gettext_lazy("Where they live"),
    "document": gettext_lazy("Number of a paper or register"),
    "phone": gettext_lazy("Telephone number"),
    "account": gettext_lazy("Account"),
    "plate": gettext_lazy("Number plate"),
    "spot": gettext_lazy("Where it is"),
    "words": gettext_lazy("How the place is described"),
    "marks": gettext_lazy("Scars and tattoos"),
}
"""What each comparison is about; one of another definition reads as its code."""

Said = Callable[[Told], str]


def subject(code: str) -> Text:
    """What a comparison is about."""
    return SUBJECTS.get(code, code)


def sentence(definition: Definition, told: Told, *, of_people: bool = True) -> str:
    """One finding in words, in the active language; one that a later version knows reads as its code.

    Args:
        definition: by which it was found.
        told: the finding.
        of_people: whether the two are people: how common a name is is known of people's names alone.
    """
    finding = told.finding
    kind = definition.comparison(finding.comparison).kind
    if kind == "name":
        return _name(told, of_people=of_people)
    if kind == "birth" and (words := BIRTHS.get((finding.level, bool(finding.facts.get("fits"))))):
        return words()
    words = SENTENCES.get((kind, finding.level))
    return (words() if words else finding.level) + _shared(told)


def _name(told: Told, *, of_people: bool) -> str:
    facts = {"a": told.finding.facts["a"], "b": told.finding.facts["b"]}
    words = NAMES.get(told.finding.level, _different)() % facts
    is_counted = of_people and (told.reason.weight > LITTLE or told.reason.rarity)
    return f"{words} {_common(told)}".strip() if is_counted else words


def _common(told: Told) -> str:
    chance = told.reason.rarity
    if not chance:
        return ""
    if told.finding.facts.get("nickname"):
        return _("One of them is a nickname, and many people may be called so.")
    if chance < COUNTED_FROM:
        return _("Fewer than 1 in %(count)s people have it, as far as lists of names say.") % {
            "count": number_format(round(1 / COUNTED_FROM), force_grouping=True)
        }
    if chance >= COMMON_FROM:
        words = _("It is common: about 1 in %(count)s people has it, as far as lists of names say.")
    else:
        words = _("About 1 in %(count)s people has it, as far as lists of names say.")
    return words % {"count": number_format(_round(1 / chance), force_grouping=True)}


def _round(value: float) -> int:
    """One significant digit: lists of names promise no more."""
    digits = len(str(int(value))) - 1
    return int(round(value / 10**digits) * 10**digits)


def _shared(told: Told) -> str:
    if told.holders < SHARED_FROM:
        return ""
    words = ngettext(
        "%(count)s record that you may see holds it.", "%(count)s records that you may see hold it.", told.holders
    )
    return " " + words % {"count": told.holders} + " " + _("It may be shared, which says less.")


def _different() -> str:
    return _("“%(a)s” and “%(b)s” are different names.")


NAMES: Final[Mapping[str, Callable[[], str]]] = {
    "equal": lambda: _("Both are called “%(a)s”."),
    "sure": lambda: _("“%(a)s” and “%(b)s” are nearly certainly the same name."),
    "very_likely": lambda: _("“%(a)s” and “%(b)s” are very likely the same name."),
    "likely": lambda: _("“%(a)s” and “%(b)s” are likely the same name."),
    "perhaps": lambda: _("“%(a)s” and “%(b)s” may be the same name."),
    "doubtful": lambda: _("“%(a)s” and “%(b)s” are somewhat alike."),
    "unlikely": lambda: _("“%(a)s” and “%(b)s” are a little alike."),
    "very_unlikely": lambda: _("“%(a)s” and “%(b)s” are hardly alike."),
}
BIRTHS: Final[Mapping[tuple[str, bool], Callable[[], str]]] = {
    ("month", True): lambda: _("The same month, as far as both are known."),
    ("year", True): lambda: _("The same year, as far as both are known."),
    ("year_near", True): lambda: _("They can be the same, within two years."),
}
"""Sentences for dates that can be one day, where those in `SENTENCES` speak of two."""
SENTENCES: Final[Mapping[tuple[str, str], Callable[[], str]]] = {
    ("birth", "day"): lambda: _("The same day."),
    ("birth", "swapped"): lambda: _("The same once day and month change places."),
    ("birth", "month"): lambda: _("The same month, another day."),
    ("birth", "day_other_year"): lambda: _("The same day and month of another year: perhaps a slip."),
    ("birth", "year"): lambda: _("The same year, another day."),
    ("birth", "year_near"): lambda: _("About a year apart."),
    ("birth", "wide"): lambda: _("Too uncertain to say anything."),
    ("birth", "few_years"): lambda: _("Not the same, but perhaps not more than three years apart."),
    ("birth", "differs"): lambda: _("More than three years apart."),
    ("sex", "same"): lambda: pgettext("sex of two records", "The same."),
    ("sex", "differs"): lambda: pgettext("sex of two records", "Different."),
    ("place", "district"): lambda: _("The same district."),
    ("place", "near"): lambda: _("Not more than 30 km apart."),
    ("place", "name"): lambda: _("Places that are spelled alike."),
    ("place", "province"): lambda: _("The same province."),
    ("place", "unclear"): lambda: _("The words do not say whether it is the same place."),
    ("place", "differs"): lambda: _("Different provinces."),
    ("spot", "same"): lambda: _("The same spot, as exactly as it is known."),
    ("spot", "close"): lambda: _("Not more than 2 km apart."),
    ("spot", "near"): lambda: _("Not more than 30 km apart."),
    ("spot", "district"): lambda: _("The same district."),
    ("spot", "province"): lambda: _("The same province."),
    ("spot", "unclear"): lambda: _("Not known exactly enough on both sides."),
    ("spot", "differs"): lambda: _("Different places."),
    ("phone", "same"): lambda: _("The same number."),
    ("phone", "tail"): lambda: _("The same last eight digits; the country of one is not known."),
    ("phone", "part"): lambda: _("The same digits, as far as somebody remembers the number."),
    ("phone", "differs"): lambda: _("Different numbers. Many people have several."),
    ("document", "same"): lambda: _("The same number."),
    ("document", "slip"): lambda: _("The same number but for one slip."),
    ("document", "differs"): lambda: _("Different numbers. Many people have several papers."),
    ("document", "differs_for_life"): lambda: _("Different numbers of a kind that a person has one of for life."),
    ("plate", "same"): lambda: _("The same plate."),
    ("plate", "script"): lambda: _("The same plate, its letters in another script."),
    ("plate", "digits"): lambda: _("The same, as far as both are known; of one side only a part is."),
    ("plate", "slip"): lambda: _("The same plate but for one slip."),
    ("plate", "differs"): lambda: _("Different plates."),
    ("account", "same"): lambda: _("The same account."),
    ("account", "slip"): lambda: _("The same account but for one slip."),
    ("account", "differs"): lambda: _("Different accounts. Many people have several."),
    ("text", "equal"): lambda: _("In the same words."),
    ("text", "alike"): lambda: _("In nearly the same words."),
    ("text", "partly"): lambda: _("Partly in the same words."),
    ("text", "differs"): lambda: _("In other words."),
}
"""Sentences by kind and level. A test compares them with the levels of the shipped definition."""
