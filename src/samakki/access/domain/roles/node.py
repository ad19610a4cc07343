"""Roles that watch over the node or run it, and read no case content: overseer, node administrator."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


class Overseer(Role):
    """Ombudsman, data protection or internal affairs: reads who did what and why, never what a record says."""

    code = "overseer"
    may_be_held_in = frozenset({AgencyKind.OVERSIGHT})
    purposes = frozenset({Purpose.OVERSEE})
    # Not a column of the starting matrix. Follows the administrator's "metadata, not content", and adds whom a code
    # stands for, because a complaint about a person starts from a person.
    permits: ClassVar[Permits] = {
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.ANYONE),),
        Compartment.ACCOUNTS: (Permit(View.SUMMARY, Basis.ANYONE),),
    }
    duties = frozenset(
        {
            Duty.READ_AUDIT,
            Duty.CONFIRM_ROLES,
            Duty.OPEN_RECOVERY,
            Duty.CONFIRM_RECOVERY,
            Duty.EXCLUDE,
            Duty.REVIEW_BREAK_GLASS,
        }
    )
    never_with = frozenset({"node_administrator"})


class NodeAdministrator(Role):
    """Keeps the node running and its accounts in order; opens no record, and confirms no role.

    Held in the agency that runs the machine, by people who hold no other role.
    """

    code = "node_administrator"
    may_be_held_in = frozenset({AgencyKind.OPERATOR})
    purposes = frozenset({Purpose.OPERATE})
    permits: ClassVar[Permits] = {
        Compartment.AUDIT: (Permit(View.METADATA, Basis.ANYONE),),
        # No row in the starting matrix. Accounts are this role's work.
        Compartment.ACCOUNTS: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.ACCOUNTS})
    duties = frozenset({Duty.WRITE, Duty.MANAGE_ACCOUNTS, Duty.OPEN_RECOVERY, Duty.READ_AUDIT, Duty.OPERATE_NODE})
