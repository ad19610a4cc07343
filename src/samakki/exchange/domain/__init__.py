"""Rules of the exchange as plain Python: bytes in, a verified value out, or an error with a code."""
