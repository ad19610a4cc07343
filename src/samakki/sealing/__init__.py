"""The only importer of cryptography: key rings, sealed fields, files, backups, signed notes and envelopes.

Terms: to *seal* is to encrypt so that any change is noticed when it is opened; a *key ring* is the file that holds the
one key that seals and the older ones that still open; a *note* is a text with signatures below it; an *envelope* is a
message sealed for desks of other nodes. Start at ``keyring`` and ``fields``, or at ``envelopes``. Each function is
named by the act it serves: no caller chooses an algorithm, a nonce or a key list. Not here: who may open what
(``access``), and what leaves the node (``exchange``).
"""
