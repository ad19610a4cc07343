"""Words of cases, by what they are about."""
