"""Developers' tools. What ``run.py`` imports from here uses the standard library only."""
