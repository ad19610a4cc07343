"""Is this the same? What may be, with reasons; what officers judged; and the profile that follows from it.

Terms: a *candidate* is a possible same-as that the software found, with an explained *score*; a *judgement* is
positive, negative or unsure, with who, when and why; a *profile* is the entities that positive judgements join, an
overlay that destroys nothing. The one model is ``domain/definition.py`` with ``data/definition.json``;
``domain/levels.py`` compares, ``domain/weighing.py`` weighs, ``domain/blocking.py`` says what is worth comparing.
Start at ``actions/comparing.py`` for candidates and at ``domain/profiles.py`` for judgements. Nothing is ever merged by
itself.
"""
