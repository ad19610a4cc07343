"""What reports and records describe: people, organisations, places, phones, vehicles, accounts, and how they connect.

Terms: a *source* is the report, record, import or exhibit that describes an *entity*; an entity is a person or thing
**as that one source describes it**, in FollowTheMoney schemata and property names; a *statement* is one value of one
property, with its grade. Start at ``actions``. Whether two entities are one thing is judged in ``matching``; who stands
behind a protected code is known to victim support alone. Neither is here.
"""
