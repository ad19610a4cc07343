"""Case files: offences, people and their roles, tasks, exhibits and custody, dated events.

Terms: a *case* is an investigation; a person in it has a data-subject category and roles; an *exhibit* is a thing kept
as evidence, a *custody event* one hand-over of it. Start at ``actions``. Reports are in ``intelligence``, which may
name a case; a case knows of none.
"""
