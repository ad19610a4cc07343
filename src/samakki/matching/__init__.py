"""Is this the same? What officers judged about two entities, and the profile that follows from it.

Terms: a *judgement* is positive, negative or unsure, with who, when and why; a *profile* is the entities that positive
judgements join, an overlay that destroys nothing. Start at ``domain/profiles.py``. No score is here yet, and nothing is
ever merged by itself.
"""
