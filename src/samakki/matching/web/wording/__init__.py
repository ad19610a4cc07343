"""Words for matching: judgements, refusals, and what two names have in common."""
