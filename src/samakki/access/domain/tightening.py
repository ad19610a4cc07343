"""What one deployment takes away from the roles. It can only take away; a wish that would add something is refused.

In ``node.toml``:

    [tighten.investigator]
    without_duties = ["break_glass"]
    without_purposes = ["investigate_smuggling"]
    [tighten.investigator.permits]
    intelligence = ["full by team"]      # no longer what other desks share
    tips = []                            # closed
"""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TypeVar, cast

from samakki.access.domain.roles import Permit, Permits, Role, Roles
from samakki.access.domain.views import contains
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, View
from samakki.kernel.refusals import Refusal, Refused

Wishes = Mapping[str, object]
_Word = TypeVar("_Word", bound=Enum)
_PARTS = frozenset({"permits", "without_duties", "without_purposes"})


def tightened(roles: Roles, wishes: Wishes) -> Roles:
    """The roles with less in them.

    Args:
        roles: the roles as written.
        wishes: by role code: ``permits`` (compartment -> list of "view by basis", replaces what the role has there),
            ``without_duties``, ``without_purposes`` (lists of words).

    Returns:
        New role classes for those named, the others unchanged. A compartment that a role no longer reads in full is no
        longer written either.

    Raises:
        Refused: every wish that widens ("tighten-widens") or cannot be read ("tighten-unknown"), all at once, with
            the place it stands at. Nothing is applied then: a node that misreads its limits does not start.
    """
    reader = _Reader()
    made = {code: reader.role(roles[code], wish) for code, wish in wishes.items() if reader.is_role(code, wish, roles)}
    if reader.reasons:
        raise Refused(tuple(reader.reasons))
    return MappingProxyType({**roles, **made})


class _Reader:
    """Reads wishes and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.reasons: list[Refusal] = []

    def is_role(self, code: str, wish: object, roles: Roles) -> bool:
        if code in roles and isinstance(wish, Mapping):
            self.reasons += [Refusal("tighten-unknown", {"place": f"{code}.{part}"}) for part in wish.keys() - _PARTS]
            return True
        self.reasons.append(Refusal("tighten-unknown", {"place": code}))
        return False

    def role(self, role: type[Role], wish: object) -> type[Role]:
        parts = cast("Mapping[str, object]", wish)
        permits = self.permits(role, parts.get("permits", {}))
        full = {compartment for compartment, listed in permits.items() if View.FULL in {one.view for one in listed}}
        without_duties = self.words(Duty, parts.get("without_duties", []), f"{role.code}.without_duties")
        without_purposes = self.words(Purpose, parts.get("without_purposes", []), f"{role.code}.without_purposes")
        changed = {
            "__doc__": role.__doc__,
            "permits": MappingProxyType(permits),
            "writes": role.writes & full if Duty.WRITE not in without_duties else frozenset(),
            "duties": role.duties - without_duties,
            "purposes": role.purposes - without_purposes,
        }
        return type(role.__name__, (role,), changed)

    def permits(self, role: type[Role], wish: object) -> Permits:
        if not isinstance(wish, Mapping):
            self.reasons.append(Refusal("tighten-unknown", {"place": f"{role.code}.permits"}))
            return role.permits
        permits = dict(role.permits)
        for word, listed in wish.items():
            place = f"{role.code}.permits.{word}"
            (compartment,) = self.words(Compartment, [word], place) or (None,)
            if compartment is not None:
                permits[compartment] = self.permits_in(role.permits.get(compartment, ()), listed, place)
        return {compartment: listed for compartment, listed in permits.items() if listed}

    def permits_in(self, present: tuple[Permit, ...], listed: object, place: str) -> tuple[Permit, ...]:
        permits: list[Permit] = []
        for text in self.texts(listed, place):
            view_word, _, basis_word = text.partition(" by ")
            (view,) = self.words(View, [view_word], place) or (None,)
            (basis,) = self.words(Basis, [basis_word], place) or (None,)
            if view is None or basis is None:
                continue
            if not any(one.basis is basis and contains(one.view, view) for one in present):
                self.reasons.append(Refusal("tighten-widens", {"place": place, "permit": text}))
            permits.append(Permit(view, basis))
        return tuple(permits)

    def words(self, kind: type[_Word], listed: object, place: str) -> frozenset[_Word]:
        known = {member.value: member for member in kind}
        texts = self.texts(listed, place)
        self.reasons += [Refusal("tighten-unknown", {"place": place}) for text in texts if text not in known]
        return frozenset(known[text] for text in texts if text in known)

    def texts(self, listed: object, place: str) -> list[str]:
        if isinstance(listed, list) and all(isinstance(text, str) for text in listed):
            return listed
        self.reasons.append(Refusal("tighten-unknown", {"place": place}))
        return []
