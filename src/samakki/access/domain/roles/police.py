"""Roles of the police: investigator, supervisor, match officer."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


class Investigator(Role):
    """Writes reports and works cases of which they are a member.

    Learns a victim's name through a custodian's grant only, and never where a protected person is.
    """

    code = "investigator"
    may_be_held_in = frozenset({AgencyKind.POLICE})
    purposes = frozenset({Purpose.INVESTIGATE_TRAFFICKING, Purpose.INVESTIGATE_SMUGGLING, Purpose.COOPERATE})
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.CODE, Basis.TEAM), Permit(View.FULL, Basis.GRANT)),
        Compartment.CARE: (Permit(View.FITNESS_NOTE, Basis.TEAM),),
        Compartment.STATEMENT: (Permit(View.FULL, Basis.TEAM),),
        Compartment.EXHIBITS: (Permit(View.FULL, Basis.TEAM),),
        Compartment.INTELLIGENCE: (Permit(View.FULL, Basis.TEAM), Permit(View.FULL, Basis.SHARED)),
        # No row in the starting matrix. Who a source is leaves its handler only by a grant, as with victims.
        Compartment.SOURCE_IDENTITY: (Permit(View.FULL, Basis.GRANT),),
        # No row in the starting matrix. Nickname, offences, stage, tasks and plan: the team's working paper.
        Compartment.CASE_FILE: (Permit(View.FULL, Basis.TEAM),),
        Compartment.SUSPECTS: (Permit(View.FULL, Basis.TEAM),),
        Compartment.REQUESTS: (Permit(View.FULL, Basis.TEAM),),
        Compartment.TIPS: (Permit(View.FULL, Basis.ROUTED),),
        Compartment.PROGRAMME: (Permit(View.FULL, Basis.TEAM),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.DESK),),
        # No row in the starting matrix. Country profiles are public reference data, read wherever law is applied.
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset(
        {
            Compartment.STATEMENT,
            Compartment.EXHIBITS,
            Compartment.INTELLIGENCE,
            Compartment.SOURCE_IDENTITY,  # written once by who handles the source; read again by grant alone
            Compartment.CASE_FILE,
            Compartment.SUSPECTS,
            Compartment.REQUESTS,
            Compartment.TIPS,
            Compartment.PROGRAMME,
        }
    )
    duties = frozenset({Duty.WRITE, Duty.BREAK_GLASS})


class Supervisor(Role):
    """Answers for a desk: knows what it works on, chooses who works on it, confirms roles, reviews urgent access.

    Reads as much as an investigator only as a member of the case; the desk alone gives a summary.
    """

    code = "supervisor"
    may_be_held_in = frozenset({AgencyKind.POLICE, AgencyKind.PROSECUTION})
    purposes = frozenset(
        {Purpose.INVESTIGATE_TRAFFICKING, Purpose.INVESTIGATE_SMUGGLING, Purpose.PROSECUTE, Purpose.COOPERATE}
    )
    # Not a column of the starting matrix. Each cell stays within both columns of the agencies that hold the role,
    # police and prosecution, and the desk opens no more than a summary: staffing a case needs no more. Victims,
    # whereabouts, care and sources stay closed; a supervisor who works such a case holds the working role too.
    permits: ClassVar[Permits] = {
        Compartment.STATEMENT: (Permit(View.FULL, Basis.TEAM),),
        Compartment.EXHIBITS: (Permit(View.FULL, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.INTELLIGENCE: (Permit(View.SUMMARY, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.CASE_FILE: (Permit(View.FULL, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.SUSPECTS: (Permit(View.FULL, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.REQUESTS: (Permit(View.FULL, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.PROGRAMME: (Permit(View.SUMMARY, Basis.TEAM), Permit(View.SUMMARY, Basis.DESK)),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.DESK),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.CASE_FILE})
    duties = frozenset(
        {
            Duty.WRITE,
            Duty.CONFIRM_ROLES,
            Duty.OPEN_RECOVERY,
            Duty.CONFIRM_RECOVERY,
            Duty.MANAGE_MEMBERS,
            Duty.EXCLUDE,
            Duty.BREAK_GLASS,
            Duty.REVIEW_BREAK_GLASS,
            # On a summary alone: what leaves is what the summary shows, and the raw text is not needed to judge it.
            Duty.AUTHORISE_RELEASE,
        }
    )


class MatchOfficer(Role):
    """Looks at a possible match that another node asked about, and says whether two desks should talk."""

    code = "match_officer"
    may_be_held_in = frozenset({AgencyKind.POLICE})
    purposes = frozenset({Purpose.MATCH})
    # Not a column of the starting matrix. A claim is judged on the suspect it names, and answered with a code: a match
    # officer who could read the report or the case would be the way around "nothing but whom to talk to".
    permits: ClassVar[Permits] = {
        Compartment.INTELLIGENCE: (Permit(View.CODE, Basis.ROUTED),),
        Compartment.CASE_FILE: (Permit(View.CODE, Basis.ROUTED),),
        Compartment.SUSPECTS: (Permit(View.SUMMARY, Basis.ROUTED),),
    }
