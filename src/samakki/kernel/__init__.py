"""Pure values that every subject shares. Nothing here knows Django, a clock, a setting or a translation.

Texts are codes with facts; ``web`` layers word them. Input that has no meaning raises `refusals.InvalidValue`.

- `refusals`: why something may not be done.
- `dates`, `written_dates`, `calendars`, `ages`: partial dates, how papers write them, Buddhist years, ages as spans.
- `phones`, `codes`, `addresses`, `references`: telephone numbers, standard codes, desks, codes that stand for records.
- `grades`, `handling`: how far something can be relied on, and what a recipient may do with it.
- `digits`: local digits to ASCII.
"""
