"""Pure values that every subject shares: refusals, partial dates, ages, phones, codes, grades, handling.

Nothing here knows Django, a clock, a setting or a translation. Texts are codes with facts; ``web`` layers word them.
"""
