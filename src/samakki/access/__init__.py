"""Who may do what: officers, desks, roles, purposes, case membership, the one policy and the audit log.

Terms: an *officer* holds *role grants*; a *resource* stands for one record of any subject; a *membership* ties an
officer to a resource for a purpose, on a basis. Start at ``domain/policy.py``, then ``actions``. The contents of
records are not here: subjects keep them and write a ``Resource`` beside them in the same transaction.
"""
