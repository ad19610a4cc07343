"""Tables of the exchange. Every model declares what it holds (``records``)."""
