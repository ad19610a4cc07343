"""Burmese syllables taken apart: how onsets and rimes are spelled in Latin letters, the usual spelling first.

Written down from the habits of people and places whose spelling is well known. Put together they are every syllable a
name may have, so that the models meet letters that no list of names holds.
"""

from collections.abc import Iterator

ONSETS = {
    "က": "k g", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s hs", "ဇ": "z", "ည": "ny", "တ": "t",
    "ထ": "ht t th", "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p b", "ဖ": "ph hp p", "ဗ": "b", "ဘ": "b bh", "မ": "m",
    "ယ": "y", "ရ": "y r", "လ": "l", "ဝ": "w", "သ": "th", "ဟ": "h", "အ": "",
    "ကျ": "ky", "ကြ": "ky gy", "ချ": "ch", "ခြ": "ch", "ဂျ": "gy j", "ပျ": "py", "ပြ": "py", "ဖျ": "phy hpy",
    "ဖြ": "phy hpy", "ဗျ": "by", "မျ": "my", "မြ": "my", "ငြ": "ny", "လျ": "ly y sh", "ရှ": "sh", "လှ": "hl",
    "မှ": "hm", "နှ": "hn", "ညှ": "hny ny", "ငှ": "hng", "မြှ": "hmy my",
    "ကွ": "kw", "ခွ": "khw", "ဆွ": "sw hsw", "ဇွ": "zw", "တွ": "tw", "ထွ": "htw", "နွ": "nw", "ပွ": "pw", "ဖွ": "phw",
    "ဘွ": "bw", "မွ": "mw", "မွှ": "hmw", "ယွ": "yw", "ရွ": "yw", "ရွှ": "shw", "လွ": "lw", "သွ": "thw", "ကြွ": "kyw",
    "ကျွ": "kyw",
}  # fmt: skip
RIMES = {
    "": "a", "ာ": "a ar", "ား": "a ar", "ိ": "i", "ီ": "i ee", "ီး": "i ee", "ု": "u", "ူ": "u oo", "ူး": "u oo",
    "ေ": "ay e", "ေး": "ay e aye", "ဲ": "e ae ei", "ဲ့": "e ae", "ယ်": "e el ai", "ော်": "aw or",
    "ော": "aw or", "ော့": "aw awt",
    "ို": "o oe", "ိုး": "o oe", "ို့": "o oh", "ံ": "an am", "ံ့": "ant", "က်": "et ek", "င်": "in", "င်း": "in", "င့်": "int in",
    "စ်": "it", "ည်": "i ee ay", "ည်း": "i ee", "ည့်": "i ae", "ဉ်": "in", "တ်": "at ut", "ပ်": "at ap", "န်": "an",
    "န်း": "an", "န့်": "ant an", "မ်": "an am", "မ်း": "an am", "ိတ်": "eik ate eit", "ိပ်": "eik ate", "ိန်": "ein",
    "ိန်း": "ein", "ိမ့်": "eint eaint", "ိမ်": "ein eim", "ုတ်": "ok oke out", "ုပ်": "ok oke out", "ုန်": "on one",
    "ုန်း": "on one oun",
    "ုံ": "on one", "ုံး": "on one", "ောက်": "auk ouk", "ောင်": "aung", "ောင်း": "aung", "ောင့်": "aung", "ိုက်": "aik ike",
    "ိုင်": "aing ine", "ိုင်း": "aing ine",
}  # fmt: skip
AFTER_W = {
    "": "a", "ာ": "a ar", "ား": "a ar", "ေ": "ay e", "ေး": "ay e", "ဲ": "e", "ယ်": "e el ai", "က်": "et", "င်": "in",
    "င်း": "in", "တ်": "ut at", "န်": "un an oon", "န်း": "un an oon", "န့်": "unt ant", "မ်း": "un an",
}  # fmt: skip


def syllables() -> Iterator[tuple[str, str]]:
    """Every onset with every rime: native letters and one Latin spelling; a second spelling where a part has one."""
    turn = 0
    for onset, starts in ONSETS.items():
        for rime, ends in (AFTER_W if "ွ" in onset else RIMES).items():
            turn += 1
            spelled, ended = starts.split() or [""], ends.split()
            yield onset + rime, spelled[0] + ended[0]
            other = spelled[turn % len(spelled)] + ended[turn // 2 % len(ended)]
            if other != spelled[0] + ended[0]:
                yield onset + rime, other
