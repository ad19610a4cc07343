"""Backups: one age file with the database, settings, keys and checkpoints, sealed to the agency's recovery key.

``making`` writes one while the node runs, ``reading`` proves one whole; ``samakki.node.restoring`` brings a node back.
"""
