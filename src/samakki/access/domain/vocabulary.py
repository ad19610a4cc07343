"""The words the policy is written in, each with its one-line meaning.

Source: visibility matrix of the project's casework study; purposes follow the UNTOC protocols on trafficking in
persons and smuggling of migrants, whose crimes are never merged.
"""

from enum import Enum


class Compartment(Enum):
    """What kind of content a record holds; one row of the visibility matrix."""

    VICTIM_IDENTITY = "victim_identity"  # real name and identifiers behind a code such as P-7K3Q
    WHEREABOUTS = "whereabouts"  # safe contact ways and where a protected person is
    CARE = "care"  # care, medical and counselling notes
    STATEMENT = "statement"  # interview record of a victim or witness
    EXHIBITS = "exhibits"  # exhibits and their custody
    INTELLIGENCE = "intelligence"  # graded reports and items
    SOURCE_IDENTITY = "source_identity"  # who a source is; a report holds a reference number only
    CASE_FILE = "case_file"  # nickname, offences, stage, tasks, plan of a case
    SUSPECTS = "suspects"  # suspects and warrants
    REQUESTS = "requests"  # requests to and from other states
    TIPS = "tips"  # what the public or a community told
    PROGRAMME = "programme"  # programme plan, mentored cases, outcomes
    AGGREGATES = "aggregates"  # suppressed counts, never a person's row
    AUDIT = "audit"  # who did what, when, to which reference; no content
    ACCOUNTS = "accounts"  # agencies, desks, officers and their roles
    LAW = "law"  # country profiles, instruments, public reference data


class Purpose(Enum):
    """What an officer opens a record for. There is none for immigration enforcement, on purpose."""

    INVESTIGATE_TRAFFICKING = "investigate_trafficking"
    INVESTIGATE_SMUGGLING = "investigate_smuggling"
    PROSECUTE = "prosecute"
    COOPERATE = "cooperate"  # mutual legal assistance, extradition, warrants abroad
    ADJUDICATE = "adjudicate"
    PROTECT = "protect"  # care, safety, information and return of a victim
    REPRESENT = "represent"  # a victim's lawyer
    INTERPRET = "interpret"
    MATCH = "match"  # hit / no-hit claims between nodes
    STUDY_COURT_CASES = "study_court_cases"
    RUN_PROGRAMME = "run_programme"
    PLAN_RESOURCES = "plan_resources"
    KEEP_LAW = "keep_law"  # stewards of country profiles
    OVERSEE = "oversee"
    OPERATE = "operate"  # run the node; never opens case content


class Surface(Enum):
    """Every way in which a record can show; each asks the same policy."""

    PAGE = "page"
    LIST = "list"
    SEARCH = "search"
    COUNT = "count"
    EXPORT = "export"
    ATTACHMENT = "attachment"
    API = "api"
    NOTIFICATION = "notification"
    CHART = "chart"
    STATISTIC = "statistic"


class View(Enum):
    """How much of a record a permit shows, from all of it to its code alone."""

    FULL = "full"
    SUMMARY = "summary"
    CODE = "code"  # the reference and nothing else
    FITNESS_NOTE = "fitness_note"  # "assessed: fit to testify, support needed"
    SERVICE_ROW = "service_row"  # the one service another agency was asked for
    RISK_NOTE = "risk_note"
    DUTY_VIEW = "duty_view"  # what disclosure duty needs of intelligence
    RESULT = "result"
    STATUS = "status"
    READ_BACK = "read_back"  # a statement as read back to the person
    METADATA = "metadata"  # who, when, which code


class Basis(Enum):
    """What ties an officer to a record; a membership carries one of these, ANYONE needs none."""

    ANYONE = "anyone"  # the role alone is enough: aggregates, law
    DESK = "desk"  # the record belongs to the officer's own desk
    TEAM = "team"  # member of the case
    CLIENT = "client"  # the person is this officer's client
    MANDATE = "mandate"  # a lawyer's signed mandate
    SESSION = "session"  # one interpreted session
    BUNDLE = "bundle"  # in the court bundle of the judge's own case
    ORDER = "order"  # opened by a court order
    REQUEST = "request"  # travels in a formal request
    SHARED = "shared"  # disclosed to this officer's desk
    ROUTED = "routed"  # a tip routed to this officer
    REFERRAL = "referral"  # another agency was asked for a service
    GRANT = "grant"  # a custodian's grant with a reason and an end
    BREAK_GLASS = "break_glass"  # urgent danger, 24 hours


class Duty(Enum):
    """What an officer may do that is not reading a record."""

    MANAGE_ACCOUNTS = "manage_accounts"  # agencies, desks, officers; proposes roles
    CONFIRM_ROLES = "confirm_roles"  # second person for a role
    OPEN_RECOVERY = "open_recovery"  # first of two officers
    CONFIRM_RECOVERY = "confirm_recovery"  # second of two officers
    MANAGE_MEMBERS = "manage_members"  # of the own desk's records, and of others that the officer reads in full
    EXCLUDE = "exclude"  # keep an officer or desk away from a record, untold
    GRANT_IDENTITY = "grant_identity"  # custodian's grant
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    READ_AUDIT = "read_audit"
    OPERATE_NODE = "operate_node"
    AUTHORISE_RELEASE = "authorise_release"  # second person before what others wrote may be shown outside
    WRITE = "write"  # write records of the compartments the role names


class AgencyKind(Enum):
    """Who runs a node or has desks on it."""

    POLICE = "police"
    PROSECUTION = "prosecution"
    CENTRAL_AUTHORITY = "central_authority"
    COURT = "court"
    VICTIM_SUPPORT = "victim_support"
    SECRETARIAT = "secretariat"
    OVERSIGHT = "oversight"
    PLANNER = "planner"
    OPERATOR = "operator"  # runs the machine
