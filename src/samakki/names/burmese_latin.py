"""Burmese names in Latin letters: when U, Daw, Ma and Ko before a name are titles and not parts of it."""

from collections.abc import Sequence

from samakki.names import latin

SYLLABLES = frozenset(
    (
        "aung aye bo chan chaw chit cho dar daw e ei gyi han hein hla hlaing hlan hmone hmu hmwe hnin hsan htar htay "
        "htein htet htike htin htoo htun htut htwe htwel kaung khaing khant khaung khin khine khun ko kyai kyaing "
        "kyaw kyi kyin kyu kywe la lay lei lin lun lwan lwin lynn ma mar maung may mg min mo moe moh mon mu mwe mya "
        "myaing myat myaung myint myo naing nan nanda nandar nge nilar nu nway nwe nyan nyein nyi nyo nyunt ohn "
        "ohnmar oo pa pan pe phone phyo phyu po pu pyae pyay pyi pyone sabai sai san sanda sandar saw sein shein shwe "
        "si soe su suu swe tar tay tayza teza tha thae than thandar thant thar thaung thaw thein theingi thet thida "
        "thidar thin thinzar thiri thit tho thu thura thuzar thwe thwin tin tint toe tun tut u wah wai wan win wint "
        "wutt ya yadanar yamin yan yar ye yee yi yin yu yupar ywet zar zaw zayar zin zon "
        "chun kan kyan khai lat lone lwe maw naung paw pyar pyu shin taw thone yone "
    ).split()
)


NOTHING_ELSE = frozenset({"maung", "mg", "daw", "sayadaw", "thakin"})
"""Titles that are no word of another language here."""


def looks_burmese(words: Sequence[str]) -> bool:
    """Whether every folded word is a common Burmese syllable as people spell it.

    >>> looks_burmese(["thein", "sein"]), looks_burmese(["ying", "jeou"])
    (True, False)
    """
    return bool(words) and all(word in SYLLABLES for word in words)


def titles_for(words: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Titles to take off these folded words beyond the usual ones, and usual ones to leave on.

    U, Ma and Ko go from a Burmese name only; Tun is a title in Malaysia and an ordinary name in Myanmar.
    """
    if words[:1] and words[0] in NOTHING_ELSE:
        return NOTHING_ELSE, frozenset({"tun"})
    rest = len(words) - 1
    place = next((n for n, word in enumerate(words[:-1]) if word not in latin.BURMESE_TITLES), rest)
    return (latin.BURMESE_TITLES, frozenset({"tun"})) if looks_burmese(words[place:]) else (frozenset(), frozenset())
