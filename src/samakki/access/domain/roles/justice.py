"""Roles of prosecution, central authority and court: prosecutor, central-authority officer, judge, court analyst."""

from typing import ClassVar

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


class Prosecutor(Role):
    """Turns a lead into evidence and answers for disclosure to the defence in their own cases."""

    code = "prosecutor"
    may_be_held_in = frozenset({AgencyKind.PROSECUTION})
    purposes = frozenset({Purpose.PROSECUTE, Purpose.COOPERATE})
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.FULL, Basis.GRANT),),
        Compartment.CARE: (Permit(View.FITNESS_NOTE, Basis.TEAM),),
        Compartment.STATEMENT: (Permit(View.FULL, Basis.TEAM),),
        Compartment.EXHIBITS: (Permit(View.FULL, Basis.TEAM),),
        # "Summary, disclosure duty view": the duty is one towards the accused of the prosecutor's own case.
        Compartment.INTELLIGENCE: (Permit(View.SUMMARY, Basis.SHARED), Permit(View.DUTY_VIEW, Basis.TEAM)),
        # No row in the starting matrix. Who directs the case reads its plan.
        Compartment.CASE_FILE: (Permit(View.FULL, Basis.TEAM),),
        Compartment.SUSPECTS: (Permit(View.FULL, Basis.TEAM),),
        Compartment.REQUESTS: (Permit(View.FULL, Basis.TEAM),),
        Compartment.PROGRAMME: (Permit(View.SUMMARY, Basis.TEAM), Permit(View.SUMMARY, Basis.SHARED)),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.DESK),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.STATEMENT, Compartment.EXHIBITS, Compartment.CASE_FILE, Compartment.REQUESTS})
    duties = frozenset({Duty.WRITE, Duty.MANAGE_MEMBERS, Duty.EXCLUDE, Duty.BREAK_GLASS})


class CentralAuthorityOfficer(Role):
    """Sends and answers formal requests; sees of a case what travels in the request."""

    code = "central_authority_officer"
    may_be_held_in = frozenset({AgencyKind.CENTRAL_AUTHORITY})
    purposes = frozenset({Purpose.COOPERATE})
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.CODE, Basis.REQUEST),),
        Compartment.STATEMENT: (Permit(View.FULL, Basis.REQUEST),),  # "as exhibit": it travels or it is not seen
        Compartment.EXHIBITS: (Permit(View.FULL, Basis.REQUEST),),
        Compartment.SUSPECTS: (Permit(View.FULL, Basis.REQUEST),),
        # Unlike the police, who read their own, the authority reads every request its desk sends or answers.
        Compartment.REQUESTS: (
            Permit(View.FULL, Basis.DESK),
            Permit(View.FULL, Basis.TEAM),
            Permit(View.FULL, Basis.REQUEST),
        ),
        Compartment.PROGRAMME: (Permit(View.SUMMARY, Basis.TEAM), Permit(View.SUMMARY, Basis.SHARED)),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.DESK),),
        # CASE_FILE has no row in the starting matrix and stays closed: the request says what the case is about.
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.REQUESTS})
    duties = frozenset({Duty.WRITE, Duty.MANAGE_MEMBERS, Duty.EXCLUDE})


class Judge(Role):
    """Reads the bundle of their own case, and care records only where their order opens them."""

    code = "judge"
    may_be_held_in = frozenset({AgencyKind.COURT})
    purposes = frozenset({Purpose.ADJUDICATE})
    permits: ClassVar[Permits] = {
        Compartment.VICTIM_IDENTITY: (Permit(View.FULL, Basis.BUNDLE),),
        Compartment.CARE: (Permit(View.FULL, Basis.ORDER),),
        Compartment.STATEMENT: (Permit(View.FULL, Basis.BUNDLE),),
        Compartment.EXHIBITS: (Permit(View.FULL, Basis.BUNDLE),),
        # No row in the starting matrix. A judge needs the charge and the stage, not the plan of the police.
        Compartment.CASE_FILE: (Permit(View.SUMMARY, Basis.BUNDLE),),
        Compartment.SUSPECTS: (Permit(View.FULL, Basis.BUNDLE),),
        Compartment.REQUESTS: (Permit(View.RESULT, Basis.BUNDLE),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.AUDIT: (Permit(View.METADATA, Basis.DESK),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }


class CourtAnalyst(Role):
    """Codes what happened in court, what failed and why, from cases named by code."""

    code = "court_analyst"
    may_be_held_in = frozenset({AgencyKind.COURT, AgencyKind.PROSECUTION, AgencyKind.SECRETARIAT})
    purposes = frozenset({Purpose.STUDY_COURT_CASES})
    # Not a column of the starting matrix. The review form asks for stages, gaps and outcomes: a summary of the case is
    # enough, and no statement, exhibit, suspect or victim is needed to fill it in.
    permits: ClassVar[Permits] = {
        Compartment.CASE_FILE: (Permit(View.SUMMARY, Basis.TEAM),),
        Compartment.PROGRAMME: (Permit(View.FULL, Basis.TEAM),),
        Compartment.AGGREGATES: (Permit(View.FULL, Basis.ANYONE),),
        Compartment.LAW: (Permit(View.FULL, Basis.ANYONE),),
    }
    writes = frozenset({Compartment.PROGRAMME})
    duties = frozenset({Duty.WRITE})
