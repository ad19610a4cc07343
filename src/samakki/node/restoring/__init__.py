"""Brings a node back from a backup: ``place`` holds the steps, ``mark`` remembers one that was interrupted."""
