"""Files that come in: what is in them, what it means, and what of it cannot be read."""
