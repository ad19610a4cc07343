"""Roles of people who come for one client or one session: victim's lawyer, interpreter."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Purpose, View


class VictimsLawyer(Role):
    """Acts for one client under a signed mandate that ends."""

    code = "victims_lawyer"
    may_be_held_in = frozenset({AgencyKind.VICTIM_SUPPORT})
    purposes = frozenset({Purpose.REPRESENT})
    # Not a column of the starting matrix. The client may tell their lawyer anything; the node shows who the client is,
    # the client's own words as read back, and the stage. Care and whereabouts come from the client or the lead.
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.FULL, Basis.MANDATE),),
        Compartment.STATEMENT: (Permit(View.READ_BACK, Basis.MANDATE),),
        Compartment.CASE_FILE: (Permit(View.STATUS, Basis.MANDATE),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }


class Interpreter(Role):
    """Interprets one session, and reads back what was said in it."""

    code = "interpreter"
    may_be_held_in = frozenset({AgencyKind.POLICE, AgencyKind.PROSECUTION, AgencyKind.COURT, AgencyKind.VICTIM_SUPPORT})
    purposes = frozenset({Purpose.INTERPRET})
    # Not a column of the starting matrix. Nothing but the statement being read back, while the session lasts.
    permits: ClassVar[Permits] = {Compartment.STATEMENT: (Permit(View.READ_BACK, Basis.SESSION),)}
