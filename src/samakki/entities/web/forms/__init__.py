"""Forms of entities."""
