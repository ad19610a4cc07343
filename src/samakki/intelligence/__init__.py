"""Graded reports: what a source said, item by item, what of it may be shown, and who allowed that.

Terms: a *report* is what a source said; an *item* the smallest graded statement in it; *sanitised* is the text from
which the source cannot be told. Start at ``domain/states.py``, then ``actions``. Who a source is lies apart, sealed,
behind its own permission; how a report reaches another node is not here yet.
"""
