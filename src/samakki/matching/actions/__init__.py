"""Verbs: check, decide, write, audit."""
