"""Commands of ``samakki``, one module each: ``arguments`` declares the options, ``run`` does the work.

Their words are for operators and in English, like the log and the documentation of operation.
"""
