"""Roles in words: what somebody who confirms a role must know before they confirm it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.domain.roles import Role
from samakki.access.domain.vocabulary import Compartment, Duty, Purpose
from samakki.access.web.wording.vocabulary import BASES, COMPARTMENTS, DUTIES, PURPOSES, VIEWS
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Name of a role, and what it does in two sentences: what it is for, where its edges are."""

    name: Text
    meaning: Text


ROLE_WORDS: Final[Mapping[str, RoleWords]] = {
    "investigator": RoleWords(
        _("Investigator"),
        _(
            "Writes reports and works the cases they are a member of. Learns a victim's name only through a "
            "custodian's "
            "grant, and never where a protected person is."
        ),
    ),
    "supervisor": RoleWords(
        _("Supervisor"),
        _(
            "Answers for a desk: decides who works on what, confirms roles, reviews urgent access. Sees a "
            "summary of what "
            "the desk works on; reads all of a case only as a member of it."
        ),
    ),
    "match_officer": RoleWords(
        _("Match officer"),
        _("Looks at a possible match another node asked about, and says whether two desks should talk. Opens no case."),
    ),
    "prosecutor": RoleWords(
        _("Prosecutor"),
        _(
            "Turns a lead into evidence and answers for disclosure to the defence in their own cases. Sees of "
            "care records "
            "only whether a person is fit to testify."
        ),
    ),
    "central_authority_officer": RoleWords(
        _("Central-authority officer"),
        _("Sends and answers formal requests between states. Sees of a case what travels in the request."),
    ),
    "judge": RoleWords(
        _("Judge"), _("Reads the bundle of their own case. Care records open only where their own order opens them.")
    ),
    "court_analyst": RoleWords(
        _("Court analyst"), _("Records what happened in court, what failed and why, from cases named by code.")
    ),
    "support_lead": RoleWords(
        _("Support lead"),
        _(
            "Leads the care of the clients entrusted to them and answers for their agency's staff. Sees of a "
            "criminal case "
            "how far it is and what is dangerous for the client."
        ),
    ),
    "social_worker": RoleWords(
        _("Social worker"),
        _(
            "Screens, protects, informs and refers their own clients. Opens nothing of other clients and nothing of "
            "police."
        ),
    ),
    "other_support_agency": RoleWords(
        _("Other support agency"), _("Gives one service it was asked for, and sees the one row that asks for it.")
    ),
    "custodian": RoleWords(
        _("Custodian of identities"),
        _(
            "Opens an identity to one officer, for a reason and a time. Does not read it, and holds no investigating "
            "role."
        ),
    ),
    "victims_lawyer": RoleWords(
        _("Victim's lawyer"),
        _("Acts for one client under a signed mandate that ends. Sees the client's own words and how far the case is."),
    ),
    "interpreter": RoleWords(
        _("Interpreter"), _("Interprets one session and reads back what was said. Nothing is open before or after it.")
    ),
    "secretariat_analyst": RoleWords(
        _("Secretariat analyst"),
        _("Runs mentored programmes, recommendations and counted outcomes. Cases and people appear as codes."),
    ),
    "planner": RoleWords(
        _("Donor or planner"), _("Sees where needs and services do not meet, from counts that name nobody.")
    ),
    "legal_steward": RoleWords(
        _("Legal steward"),
        _("Keeps a country's legal profile right: sources, dates, forms and contacts. Opens no case."),
    ),
    "overseer": RoleWords(
        _("Overseer"),
        _("Ombudsman, data protection or internal affairs. Reads who did what and why, never what a record says."),
    ),
    "node_administrator": RoleWords(
        _("Node administrator"),
        _("Keeps the node running and its accounts in order. Opens no record and confirms no role."),
    ),
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What a role sees of one kind of record: one line of the role's page."""

    compartment: Text
    lines: tuple[tuple[Text, Text], ...]  # (how much, on which tie), strongest tie last as the role lists them


def role_name(code: str) -> Text:
    """Name of a role; the code itself for one that no longer exists but stands in an old grant."""
    words = ROLE_WORDS.get(code)
    return words.name if words else code


def role_sights(role: type[Role]) -> tuple[Sight, ...]:
    """Everything a role can see, in the order of the compartments."""
    permits = role.permits
    return tuple(
        Sight(
            COMPARTMENTS[compartment],
            tuple((VIEWS[permit.view], BASES[permit.basis]) for permit in permits[compartment]),
        )
        for compartment in Compartment
        if compartment in permits
    )


def role_purposes(role: type[Role]) -> tuple[Text, ...]:
    """What the role may open records for."""
    return tuple(PURPOSES[purpose] for purpose in Purpose if purpose in role.purposes)


def role_duties(role: type[Role]) -> tuple[Text, ...]:
    """What the role may do besides reading."""
    return tuple(DUTIES[duty] for duty in Duty if duty in role.duties)
