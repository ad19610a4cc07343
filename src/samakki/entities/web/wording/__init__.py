"""Words of entities."""
