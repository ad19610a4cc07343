"""Which compartments a purpose can ever be a reason to open.

Purpose limitation stands beside roles: a role says who, a purpose says what for, and a record opens only where both
agree. Source: Dir. (EU) 2016/680, Art. 4(1)(b), taken as the common yardstick.
"""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.access.domain.vocabulary import Compartment, Purpose

_C = Compartment
_INVESTIGATE = frozenset(_C) - {_C.WHEREABOUTS, _C.ACCOUNTS}  # CARE is in it for the fitness note alone
_PROSECUTE = _INVESTIGATE - {_C.SOURCE_IDENTITY, _C.TIPS}

OPENS: Mapping[Purpose, frozenset[Compartment]] = MappingProxyType(
    {
        Purpose.INVESTIGATE_TRAFFICKING: _INVESTIGATE,
        Purpose.INVESTIGATE_SMUGGLING: _INVESTIGATE,
        Purpose.PROSECUTE: _PROSECUTE,
        Purpose.COOPERATE: _PROSECUTE - {_C.CARE},
        Purpose.ADJUDICATE: _PROSECUTE - {_C.INTELLIGENCE, _C.PROGRAMME},
        Purpose.PROTECT: frozenset(
            {
                _C.VICTIM_IDENTITY,
                _C.WHEREABOUTS,
                _C.CARE,
                _C.STATEMENT,
                _C.SOURCE_IDENTITY,  # its custodian protects a source as another protects a victim
                _C.CASE_FILE,
                _C.SUSPECTS,  # for the risk note
                _C.TIPS,
                _C.PROGRAMME,
                _C.AGGREGATES,
                _C.AUDIT,
                _C.LAW,
            }
        ),
        Purpose.REPRESENT: frozenset({_C.VICTIM_IDENTITY, _C.STATEMENT, _C.CASE_FILE, _C.LAW}),
        Purpose.INTERPRET: frozenset({_C.STATEMENT}),
        Purpose.MATCH: frozenset({_C.INTELLIGENCE, _C.CASE_FILE, _C.SUSPECTS}),
        Purpose.STUDY_COURT_CASES: frozenset({_C.CASE_FILE, _C.PROGRAMME, _C.AGGREGATES, _C.LAW}),
        Purpose.RUN_PROGRAMME: frozenset({_C.SUSPECTS, _C.REQUESTS, _C.PROGRAMME, _C.AGGREGATES, _C.LAW}),
        Purpose.PLAN_RESOURCES: frozenset({_C.AGGREGATES}),
        Purpose.KEEP_LAW: frozenset({_C.LAW}),
        Purpose.OVERSEE: frozenset({_C.AGGREGATES, _C.AUDIT, _C.ACCOUNTS}),
        Purpose.OPERATE: frozenset({_C.AUDIT, _C.ACCOUNTS}),
    }
)
