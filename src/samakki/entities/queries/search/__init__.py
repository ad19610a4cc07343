"""Search: one call, two engines behind it (``engines``), and the policy before everything."""

from samakki.entities.queries.search.finding import MOST, PAGE, Found, Hit, SearchPage, search

__all__ = ["MOST", "PAGE", "Found", "Hit", "SearchPage", "search"]
