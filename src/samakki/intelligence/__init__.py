"""Graded reports: what a source said, item by item; what of it is given to other desks, and taken back.

Terms: a *report* is what a source said; an *item* the smallest graded statement in it; *sanitised* is the text from
which the source cannot be told; a *disclosure* is a frozen view offered to desks elsewhere; a *copy* is one part of
what came from elsewhere. Start at ``domain/states.py`` and ``domain/disclosures.py``, then ``actions``. Who a source
is lies apart, sealed, behind its own permission. How messages travel is the exchange's.
"""
