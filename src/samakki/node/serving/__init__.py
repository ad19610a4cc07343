"""The running node: one main process, server processes for pages, and one keeper; all end together."""
