"""What linters cannot see. Each rule is a function over sources or models, run on the project and on a seeded fault."""
