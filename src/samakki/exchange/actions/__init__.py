"""Verbs of the exchange. Each checks, writes and logs in one transaction; a refusal is logged after it and raised."""
