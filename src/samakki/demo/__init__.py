"""Seeded, synthetic agencies, officers and records, written through actions."""
