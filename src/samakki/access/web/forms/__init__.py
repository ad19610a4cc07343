"""Forms of access. Plain fields; actions check what rules say, and pages put refusals beside the fields."""
