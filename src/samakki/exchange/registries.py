"""What subjects above the exchange fill when the node starts: who owns which type of payload.

A rules test lists every registration.
"""
