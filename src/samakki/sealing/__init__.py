"""The only importer of cryptography: notes, fields, files, backups. Each function is named by the act it serves.

No caller chooses an algorithm, a nonce or a key list.
"""
