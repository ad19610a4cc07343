"""Every role of a node, by code. A new role is added here and in the drawn table of the tests, or the build fails."""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.access.domain.roles.base import Permit, Permits, Role
from samakki.access.domain.roles.guests import Interpreter, VictimsLawyer
from samakki.access.domain.roles.justice import CentralAuthorityOfficer, CourtAnalyst, Judge, Prosecutor
from samakki.access.domain.roles.node import NodeAdministrator, Overseer
from samakki.access.domain.roles.police import Investigator, MatchOfficer, Supervisor
from samakki.access.domain.roles.region import LegalSteward, Planner, SecretariatAnalyst
from samakki.access.domain.roles.support import Custodian, OtherSupportAgency, SocialWorker, SupportLead

Roles = Mapping[str, type[Role]]

ROLES: Roles = MappingProxyType(
    {
        role.code: role
        for role in (
            Investigator,
            Supervisor,
            MatchOfficer,
            Prosecutor,
            CentralAuthorityOfficer,
            Judge,
            CourtAnalyst,
            SupportLead,
            SocialWorker,
            OtherSupportAgency,
            Custodian,
            VictimsLawyer,
            Interpreter,
            SecretariatAnalyst,
            Planner,
            LegalSteward,
            Overseer,
            NodeAdministrator,
        )
    }
)

__all__ = ["ROLES", "Permit", "Permits", "Role", "Roles"]
