"""Words of intelligence: values, refusals, acts."""
