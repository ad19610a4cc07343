"""How nodes trust, find and reach each other: trust list, directory, sealed envelopes, outbox, inbox, receipts.

Terms: the *trust list* says which agencies, nodes, desks and keys each country stands for, signed by that country
alone; the *directory* is what of it an officer looks a colleague up in; an *envelope* is one sealed and signed message
to named desks; a *receipt* is the other node's signed answer about it. Start at ``domain/trust`` and
``domain/header.py``. What an envelope carries is opaque here: owners of payloads register in ``registries``.
"""
