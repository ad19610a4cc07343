"""Throws spoilt bytes at everything that reads what strangers wrote, and looks which code they reach.

Terms: a *target* is one reader with its promise (``target``): a value or its own refusal, in bounded time and memory;
its *corpus* is the inputs that each reached something new, a small one in ``tests/fuzz/corpus``, the grown one outside
the project; a *finding* is an input that broke the promise. ``hunting`` runs one target under libFuzzer, ``stretching``
makes inputs long, ``measuring`` says which lines a corpus reaches. ``python3 run.py fuzz`` starts at ``__main__``.
"""
