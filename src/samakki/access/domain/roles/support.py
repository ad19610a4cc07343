"""Roles of victim support: support lead, social worker, other support agency, custodian of identities."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


class SupportLead(Role):
    """Leads the care of the clients who are entrusted to them, and answers for their agency's staff.

    The column "NGO care lead" of the starting matrix.
    """

    code = "support_lead"
    may_be_held_in = frozenset({AgencyKind.VICTIM_SUPPORT})
    purposes = frozenset({Purpose.PROTECT})
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.WHEREABOUTS: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.CARE: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.STATEMENT: (Permit(View.READ_BACK, Basis.CLIENT),),  # it contains the summary
        # No row in the starting matrix. A person can be told how far the case is only by somebody who knows.
        Compartment.CASE_FILE: (Permit(View.STATUS, Basis.CLIENT),),
        Compartment.SUSPECTS: (Permit(View.RISK_NOTE, Basis.CLIENT),),
        Compartment.TIPS: (Permit(View.FULL, Basis.ROUTED),),
        # No row in the starting matrix. The name of who told something stays with the agency, and opens by a grant.
        Compartment.SOURCE_IDENTITY: (Permit(View.FULL, Basis.GRANT),),
        Compartment.PROGRAMME: (Permit(View.FULL, Basis.TEAM),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.CLIENT),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset(
        {
            Compartment.VICTIM_IDENTITY,
            Compartment.WHEREABOUTS,
            Compartment.CARE,
            Compartment.TIPS,
            Compartment.SOURCE_IDENTITY,
            Compartment.PROGRAMME,
        }
    )
    # No urgent access: what could be urgent here, whereabouts and care, is never opened by it.
    duties = frozenset(
        {
            Duty.WRITE,
            Duty.CONFIRM_ROLES,
            Duty.OPEN_RECOVERY,
            Duty.CONFIRM_RECOVERY,
            Duty.MANAGE_MEMBERS,
            Duty.EXCLUDE,
            Duty.REVIEW_BREAK_GLASS,
            Duty.AUTHORISE_RELEASE,
        }
    )


class SocialWorker(Role):
    """Screens, protects, informs and refers their own clients; an NGO's or the state's."""

    code = "social_worker"
    may_be_held_in = frozenset({AgencyKind.VICTIM_SUPPORT})
    purposes = frozenset({Purpose.PROTECT})
    # Not a column of the starting matrix. Works beside the lead on the same clients, so client records follow the
    # lead's column; programme rows, which are the agency's, stay with the lead. Tips follow the lead's too, where they
    # are routed to them: who sits in the village hears what a community knows, and has to be able to write it down.
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.WHEREABOUTS: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.CARE: (Permit(View.FULL, Basis.CLIENT),),
        Compartment.STATEMENT: (Permit(View.READ_BACK, Basis.CLIENT),),
        Compartment.CASE_FILE: (Permit(View.STATUS, Basis.CLIENT),),
        Compartment.SUSPECTS: (Permit(View.RISK_NOTE, Basis.CLIENT),),
        Compartment.TIPS: (Permit(View.FULL, Basis.ROUTED),),
        Compartment.SOURCE_IDENTITY: (Permit(View.FULL, Basis.GRANT),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset(
        {
            Compartment.VICTIM_IDENTITY,
            Compartment.WHEREABOUTS,
            Compartment.CARE,
            Compartment.TIPS,
            Compartment.SOURCE_IDENTITY,
        }
    )
    duties = frozenset({Duty.WRITE})


class OtherSupportAgency(Role):
    """Gives one service that was asked for, and sees the row that asks for it."""

    code = "other_support_agency"
    may_be_held_in = frozenset({AgencyKind.VICTIM_SUPPORT})
    purposes = frozenset({Purpose.PROTECT})
    permits: ClassVar[Permits] = {
        Compartment.CARE: (Permit(View.SERVICE_ROW, Basis.REFERRAL),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
    }


class Custodian(Role):
    """Opens an identity to one officer for a reason and a time, without reading it themselves.

    Which body appoints custodians is each country's decision; police hold the role for sources and for victims whose
    identity only they know. Acts on records of the own desk.
    """

    code = "custodian"
    may_be_held_in = frozenset({AgencyKind.VICTIM_SUPPORT, AgencyKind.COURT, AgencyKind.OVERSIGHT, AgencyKind.POLICE})
    purposes = frozenset({Purpose.PROTECT})
    # Not a column of the starting matrix. The code is all that a decision to grant is about.
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.CODE, Basis.DESK),),
        Compartment.SOURCE_IDENTITY: (Permit(View.CODE, Basis.DESK),),
    }
    duties = frozenset({Duty.GRANT_IDENTITY})
    # Whoever can be granted an identity must not be the one who grants.
    never_with = frozenset({"investigator", "supervisor", "prosecutor", "support_lead", "social_worker"})
