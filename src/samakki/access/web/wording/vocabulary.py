"""Text for the vocabulary of the policy."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, Surface, View
from samakki.ui.wording import Text

PURPOSES: Final[Mapping[Purpose, Text]] = {
    Purpose.INVESTIGATE_TRAFFICKING: _("Investigate trafficking in persons"),
    Purpose.INVESTIGATE_SMUGGLING: _("Investigate smuggling of migrants"),
    Purpose.PROSECUTE: _("Prosecute"),
    Purpose.COOPERATE: _("Cooperate with another state: mutual legal assistance, extradition, warrants"),
    Purpose.ADJUDICATE: _("Decide a case in court"),
    Purpose.PROTECT: _("Protect, inform and care for a person"),
    Purpose.REPRESENT: _("Represent a victim as their lawyer"),
    Purpose.INTERPRET: _("Interpret one session"),
    Purpose.MATCH: _("Answer whether another country may hold the same thing"),
    Purpose.STUDY_COURT_CASES: _("Study finished court cases"),
    Purpose.RUN_PROGRAMME: _("Run a mentored case programme"),
    Purpose.PLAN_RESOURCES: _("Plan services and money"),
    Purpose.KEEP_LAW: _("Keep country law profiles up to date"),
    Purpose.OVERSEE: _("Oversee how records are used"),
    Purpose.OPERATE: _("Keep the node running"),
}

COMPARTMENTS: Final[Mapping[Compartment, Text]] = {
    Compartment.VICTIM_IDENTITY: _("Identity of a protected person"),
    Compartment.WHEREABOUTS: _("Safe contact and whereabouts"),
    Compartment.CARE: _("Care, medical and counselling notes"),
    Compartment.STATEMENT: _("Statement or interview"),
    Compartment.EXHIBITS: _("Exhibits and their custody"),
    Compartment.INTELLIGENCE: _("Intelligence"),
    Compartment.SOURCE_IDENTITY: _("Who a source is"),
    Compartment.CASE_FILE: _("Case file"),
    Compartment.SUSPECTS: _("Suspects and warrants"),
    Compartment.REQUESTS: _("Requests to and from other states"),
    Compartment.TIPS: _("Tips"),
    Compartment.PROGRAMME: _("Programme plan and outcomes"),
    Compartment.AGGREGATES: _("Counts without persons"),
    Compartment.AUDIT: _("Audit log"),
    Compartment.ACCOUNTS: _("Agencies, desks and officers"),
    Compartment.LAW: _("Country law profiles"),
}

VIEWS: Final[Mapping[View, Text]] = {
    View.FULL: _("all of it"),
    View.SUMMARY: _("a summary"),
    View.CODE: _("the reference alone"),
    View.FITNESS_NOTE: _("whether the person is fit to testify, nothing else"),
    View.SERVICE_ROW: _("the one service that was asked for"),
    View.RISK_NOTE: _("the note about risk"),
    View.DUTY_VIEW: _("what the duty to disclose needs"),
    View.RESULT: _("the result"),
    View.STATUS: _("how far it is"),
    View.READ_BACK: _("the statement as it was read back"),
    View.METADATA: _("who, when and which reference, no content"),
}

BASES: Final[Mapping[Basis, Text]] = {
    Basis.ANYONE: _("the role alone"),
    Basis.DESK: _("it belongs to the officer's own desk"),
    Basis.TEAM: _("member of the team"),
    Basis.CLIENT: _("the person is their client"),
    Basis.MANDATE: _("signed mandate as lawyer"),
    Basis.SESSION: _("one interpreted session"),
    Basis.BUNDLE: _("in the court bundle of their own case"),
    Basis.ORDER: _("court order"),
    Basis.REQUEST: _("part of a formal request"),
    Basis.SHARED: _("disclosed to their desk"),
    Basis.ROUTED: _("routed to them"),
    Basis.REFERRAL: _("their agency was asked for a service"),
    Basis.GRANT: _("grant of a custodian"),
    Basis.BREAK_GLASS: _("urgent access, 24 hours"),
}

DUTIES: Final[Mapping[Duty, Text]] = {
    Duty.MANAGE_ACCOUNTS: _("Keep agencies, desks and officers; propose roles"),
    Duty.CONFIRM_ROLES: _("Confirm roles that somebody else proposed"),
    Duty.OPEN_RECOVERY: _("Start the recovery of a lost sign-in"),
    Duty.CONFIRM_RECOVERY: _("Confirm a recovery that somebody else started"),
    Duty.MANAGE_MEMBERS: _("Give and end access to records they may read in full"),
    Duty.EXCLUDE: _("Keep an officer or a desk away from a record, untold"),
    Duty.GRANT_IDENTITY: _("Grant access to the identity of a protected person"),
    Duty.BREAK_GLASS: _("Open a record urgently"),
    Duty.REVIEW_BREAK_GLASS: _("Review urgent access"),
    Duty.READ_AUDIT: _("Read the audit log: who, when, which reference"),
    Duty.OPERATE_NODE: _("Keep the node running"),
    Duty.AUTHORISE_RELEASE: _("Allow what a colleague wrote to be shown outside, as the second person"),
    Duty.WRITE: _("Write records of the kinds they read in full"),
}

AGENCY_KINDS: Final[Mapping[AgencyKind, Text]] = {
    AgencyKind.POLICE: _("Police"),
    AgencyKind.PROSECUTION: _("Prosecution"),
    AgencyKind.CENTRAL_AUTHORITY: _("Central authority"),
    AgencyKind.COURT: _("Court"),
    AgencyKind.VICTIM_SUPPORT: _("Victim support"),
    AgencyKind.SECRETARIAT: _("Secretariat"),
    AgencyKind.OVERSIGHT: _("Oversight"),
    AgencyKind.PLANNER: _("Donor or planner"),
    AgencyKind.OPERATOR: _("Operator of the node"),
}

SURFACES: Final[Mapping[Surface, Text]] = {
    Surface.PAGE: _("page"),
    Surface.LIST: _("list"),
    Surface.SEARCH: _("search"),
    Surface.COUNT: _("count"),
    Surface.EXPORT: _("export"),
    Surface.ATTACHMENT: _("attachment"),
    Surface.API: _("interface for programs"),
    Surface.NOTIFICATION: _("notification"),
    Surface.CHART: _("chart"),
    Surface.STATISTIC: _("statistic"),
}
