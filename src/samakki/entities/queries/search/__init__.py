"""Search: one call, two engines behind it (``engines``), and the policy before everything."""

from samakki.entities.queries.search.finding import COMPARTMENTS, MOST, PAGE, Found, Hit, SearchPage, search

__all__ = ["COMPARTMENTS", "MOST", "PAGE", "Found", "Hit", "SearchPage", "search"]
