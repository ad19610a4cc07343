"""How the models are learned: units by expectation maximisation, then their weights against near namesakes."""
