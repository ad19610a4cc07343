"""Rules of access as plain Python: vocabulary, role classes, the policy, break-glass, exclusion, recovery."""
