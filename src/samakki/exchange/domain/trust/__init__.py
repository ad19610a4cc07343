"""The trust list: a TUF repository whose root is held by the countries together and whose members speak for themselves.

Bytes in, a verified value out, or an error with a code; files, network and tables live above.
"""
