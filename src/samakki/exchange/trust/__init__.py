"""The trust list as a TUF repository: making it, carrying it by hand, and following it. The only code that speaks TUF.

Terms: the *root* is held by the countries together, m of n of their keys; *targets* lists who is a member; each member
has a *role* that may speak of ``countries/<code>/`` alone, and in it one *statement* (``domain/trust``); the *host*, a
secretariat, signs *snapshot* and *timestamp*, which say what is newest and nothing else. Start at ``following``: what a
node believes. No Django here: bytes and folders in, values out.

Source:
    The Update Framework, specification 1.0.
"""
