"""Reads of the exchange. Everything returned is a frozen value."""
