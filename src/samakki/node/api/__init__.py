"""The API for programs: the same reads and writes as the pages, through the same actions, queries and policy.

Each subject has a module here, above all subjects, since nothing imports this. Every address is guarded by a token of
an officer (``bearer``), says who may use it (``decides.api``), and answers what went wrong as
``application/problem+json`` (``problems``). A record shows here only where the policy
lets it show on the surface "API".
"""
