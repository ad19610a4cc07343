"""The inner loops over texts: cells and sounds of texts of the plainest form, as `preparing` and `facets` make them.

Machine code as in `kernel`. A text that is not of this form is left to Python.
"""

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Signs = NDArray[np.uint64]
LEFT = -1
"""In place of where a cell ends: the text is left to Python."""
SPACE, LAST_PLAIN, DASH, ZERO, NINE = 32, 126, 45, 48, 57
CAPITAL, LAST_CAPITAL, SMALL, LAST_SMALL, TO_SMALL = 65, 90, 97, 122, 32
FIRST = 8
MONTHS, FEBRUARY, LEAP_DAYS, FOUR_YEARS, CENTURY, FOUR_CENTURIES = 12, 2, 29, 4, 100, 400
LONGEST_DATE, MONTH_SIGN = 100, 109
"""Signs of a text that is looked through; the letter m, which before two digits is a month."""
TEN, DATE, DIGITS_OF_DATE, MONTH_KNOWN, YEAR_KNOWN = 10, 10, 8, 7, 4
SIDES = 25
"""As `kernel.SIDES`."""
LETTERS = 27
"""Of a table of letters: 0 for none, then a to z."""
LOWEST, NEXT = 0xFF, 8


@compiled
def words(
    data: Data, starts: Numbers, ends: Numbers, nothing: Signs, out: Data, begins: Numbers, stops: Numbers
) -> int:
    """Make cells of words: signs of ASCII, small, single spaces between.

    Args:
        data: bytes of the file.
        starts: where each text begins.
        ends: and ends.
        nothing: texts that say nothing, packed as `packed` does.
        out: filled in.
        begins: for each text where its cell begins in `out`; filled in.
        stops: and ends; there is none where both are the same, and `LEFT` where Python has to make it.

    Returns:
        how many bytes were filled in.
    """
    filled = 0
    for k in range(len(starts)):
        start, size = starts[k], ends[k] - starts[k]
        begins[k] = filled
        before, short, is_plain = np.int64(SPACE), np.uint64(0), True
        for place in range(size):
            sign = np.int64(data[start + place])
            if sign < SPACE or sign > LAST_PLAIN or (sign == SPACE and before == SPACE):
                is_plain = False
                break
            if CAPITAL <= sign <= LAST_CAPITAL:
                sign += TO_SMALL
            if place < FIRST:
                short |= np.uint64(sign) << np.uint64(8 * place)
            out[filled + place] = sign
            before = sign
        if not is_plain or before == SPACE:
            stops[k] = LEFT
            continue
        if size <= FIRST:
            for word in nothing:
                if word == short:
                    size = 0
        filled += size
        stops[k] = filled
    return filled


@compiled
def papers(
    data: Data, starts: Numbers, ends: Numbers, nothing: Signs, longest: int, out: Data, begins: Numbers, stops: Numbers
) -> int:
    """Make cells of numbers of papers: letters and digits of ASCII as they are, no more than `longest`. As `words`."""
    filled = 0
    for k in range(len(starts)):
        start, size = starts[k], ends[k] - starts[k]
        begins[k], stops[k] = filled, LEFT
        if size > longest:
            continue
        short, is_plain = np.uint64(0), True
        for place in range(size):
            sign = np.int64(data[start + place])
            out[filled + place] = sign
            if CAPITAL <= sign <= LAST_CAPITAL:
                sign += TO_SMALL
            is_plain = is_plain and bool(ZERO <= sign <= NINE or SMALL <= sign <= LAST_SMALL)
            if place < FIRST:
                short |= np.uint64(sign) << np.uint64(8 * place)
        if not is_plain:
            continue
        if size <= FIRST:
            for word in nothing:
                if word == short:
                    size = 0
        filled += size
        stops[k] = filled
    return filled


@compiled
def births(
    data: Data, starts: Numbers, ends: Numbers, first: int, last: int, out: Data, begins: Numbers, stops: Numbers
) -> int:
    """Make cells of days: eight digits, or with dashes after year and month; no cell of one that no calendar has.

    As `words`; no cell either of years before `first` and after `last`, nor of digits in a row that are too many or too
    few, alone or with one letter among them: no word of a date has one. An m can stand for a month.
    """
    filled = 0
    for k in range(len(starts)):
        start, size = starts[k], ends[k] - starts[k]
        begins[k], stops[k] = filled, LEFT
        letters, is_plain = 0, size <= LONGEST_DATE
        for place in range(size if is_plain else 0):
            sign = np.int64(data[start + place])
            small = sign | np.int64(TO_SMALL)
            is_letter = bool(SMALL <= small <= LAST_SMALL)
            letters += int(is_letter)
            is_plain = is_plain and bool(ZERO <= sign <= NINE or (is_letter and small != MONTH_SIGN))
        if is_plain and (letters == 1 or (not letters and size not in (YEAR_KNOWN, DIGITS_OF_DATE))):
            stops[k] = filled
            continue
        if size not in (DIGITS_OF_DATE, DATE):
            continue
        day, is_plain = np.int64(0), True
        for place in range(size):
            sign = np.int64(data[start + place])
            if size == DATE and place in (4, 7):
                is_plain = is_plain and bool(sign == DASH)
            else:
                is_plain = is_plain and bool(ZERO <= sign <= NINE)
                day = day * TEN + sign - ZERO
        year, month, day = day // 10_000, day // CENTURY % CENTURY, day % CENTURY
        is_known = first <= year <= last
        if not is_plain or (is_known and month <= MONTHS and (month < 1 or day < 1)):
            continue
        is_leap = year % FOUR_YEARS == 0 and (year % CENTURY != 0 or year % FOUR_CENTURIES == 0)
        days = 28 + is_leap if month == FEBRUARY else 30 + (month + month // 8) % 2
        if is_known and month <= MONTHS and day <= days:
            held, place = (year * CENTURY + month) * CENTURY + day, DATE
            while place:
                place -= 1
                if place in (4, 7):
                    out[filled + place] = DASH
                else:
                    out[filled + place] = ZERO + held % TEN
                    held //= TEN
            filled += DATE
        stops[k] = filled
    return filled


@compiled
def days(data: Data, starts: Numbers, ends: Numbers, known: Numbers) -> None:
    """What is known of cells of births: year, month and day as one number, what is not told as 0; 0 of other forms.

    The first of January, as papers have it where nobody knows, says no more than its year, nor does January alone.
    """
    for k in range(len(starts)):
        size, found = ends[k] - starts[k], np.int64(0)
        is_plain = size in (YEAR_KNOWN, MONTH_KNOWN, DATE)
        for place in range(size if is_plain else 0):
            sign = np.int64(data[starts[k] + place])
            if place in (4, 7):
                is_plain = is_plain and bool(sign == DASH)
            else:
                is_plain = is_plain and bool(ZERO <= sign <= NINE)
                found = found * TEN + sign - ZERO
        if size == YEAR_KNOWN:
            found *= CENTURY * CENTURY
        elif size == MONTH_KNOWN:
            found *= CENTURY
        if (size == MONTH_KNOWN and found // CENTURY % CENTURY == 1) or (
            size == DATE and found % 10_000 == CENTURY + 1
        ):
            found -= found % 10_000
        known[k] = found if is_plain else 0


@compiled
def sounds(
    data: Data, starts: Numbers, ends: Numbers, tables: Numbers, least: int, out: Data, begins: Numbers, stops: Numbers
) -> int:
    """Make sounds of cells of words, as `facets.of_words` has them.

    Args:
        data: holds the cells.
        starts: where each begins.
        ends: and ends.
        tables: of sounds of three letters, of two and of one, one behind the other: the first sound in the lower byte.
        least: sounds that say enough; of fewer the cell itself is taken.
        out: filled in.
        begins: for each cell where its sounds begin in `out`; filled in.
        stops: and end.

    Returns:
        how many bytes were filled in.
    """
    filled = 0
    for k in range(len(starts)):
        start, end = starts[k], ends[k]
        begins[k] = filled
        place, made, last, is_word = start, filled, np.int64(0), True
        while place < end and is_word:
            one = np.int64(data[place]) - SMALL + 1
            if one < 1 or one >= LETTERS:
                is_word = False
                break
            two = np.int64(data[place + 1]) - SMALL + 1 if place + 1 < end else 0
            two = two if 0 < two < LETTERS else 0
            three = np.int64(data[place + 2]) - SMALL + 1 if two and place + 2 < end else 0
            three = three if 0 < three < LETTERS else 0
            at = (one * LETTERS + two) * LETTERS
            found, size = np.int64(0), 3
            if three:
                found = np.int64(tables[at + three])
            if not found and two:
                found, size = np.int64(tables[at]), 2
            if not found:
                found, size = np.int64(tables[one * LETTERS * LETTERS]), 1
            place += size
            while found:
                sound = found & LOWEST
                # Small letters are vowels: of several in a row the first.
                if sound != last and (sound < SMALL or last < SMALL):
                    out[made] = sound
                    made += 1
                    last = sound
                found >>= NEXT
        if not is_word or made - filled < least:
            made = filled
            for here in range(start, end):
                out[made] = data[here]
                made += 1
        filled = made
        stops[k] = filled
    return filled


@compiled
def sign(data: Data, starts: Numbers, ends: Numbers, made: Signs) -> None:
    """As `kernel.sign` for texts in one buffer; nothing is told of an empty one. Filled in from place 1."""
    for k in range(len(starts)):
        mask, short, size = np.uint64(0), np.uint64(0), ends[k] - starts[k]
        for place in range(size):
            found = np.uint64(data[starts[k] + place])
            mask |= np.uint64(1) << (found % np.uint64(LETTERS))
            if place < FIRST:
                short |= found << np.uint64(8 * place)
        made[k + 1, 0], made[k + 1, 1], made[k + 1, 2] = mask, short, size if size < SIDES else 0
