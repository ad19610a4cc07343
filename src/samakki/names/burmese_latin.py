"""Burmese names in Latin letters: when U, Daw, Ma and Ko before a name are titles and not parts of it."""

from collections.abc import Sequence

from samakki.names import latin

SYLLABLES = frozenset(
    "aung aye bo chan chaw chit cho daw e ei gyi han hein hla hlaing hmwe hnin hsan htay htar htein htet htike htin htoo htun htut "
    "htwe htwel kaung khaing khant khin khine khun ko kyaing kyaw kyi kyin kyu kywe la lay lei lin lwin lynn ma mar maung may mg "
    "min min mo moe moh mon mu mya myat myint myo mwe myaing naing nan nandar nge nu nwe nway nyein nyi nyo nyunt ohn ohnmar oo pa "
    "pe phone phyo phyu po pu pyae pyay pyone sabai sai san sandar saw sein shein shwe si soe su suu swe tar tay tha thae than thandar "
    "thant thar thaung thaw thaung thein thet thida thidar thin thinzar thiri thit tho thu thura thuzar tin tint toe tun tut wah wai "
    "wai wan win wint wutt ya yadanar yamin yan ye yee yi yin yu yupar zar zaw zayar zin zon kyai nilar nanda sanda khaung hmu hmone "
    "myaung pyi nyan dar theingi hlan lwan lun pan yar ywet thwe thwin tayza teza u".split()
)


def looks_burmese(words: Sequence[str]) -> bool:
    """Whether every folded word is a common Burmese syllable as people spell it.

    >>> looks_burmese(["thein", "sein"]), looks_burmese(["ying", "jeou"])
    (True, False)
    """
    return bool(words) and all(word in SYLLABLES for word in words)


def titles_for(words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Titles to take off these folded words beyond the usual ones, and usual ones to leave on.

    U, Daw, Ma and Ko go from a Burmese name only; Tun is a title in Malaysia and an ordinary name in Myanmar.
    """
    rest = len(words) - 1
    place = next((n for n, word in enumerate(words[:-1]) if word not in latin.BURMESE_TITLES), rest)
    return (latin.BURMESE_TITLES, frozenset({"tun"})) if looks_burmese(words[place:]) else (frozenset(), frozenset())
