"""Words of the exchange, by what they are about."""
