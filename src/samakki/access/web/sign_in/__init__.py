"""Signing in: the library's views behind our own addresses, words, forms and rules.

allauth does the protocol work (TOTP, passkeys, recovery codes, re-authentication). What is ours: no sign-up, no e-mail,
secrets sealed, a throttle that a stranger cannot turn against an officer, and an audit entry for each act.
"""
