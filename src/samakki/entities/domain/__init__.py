"""Rules as plain Python."""
