"""What the permits of a role come to: with urgent access, and under handling codes. The policy asks both."""

from collections.abc import Iterator

from samakki.access.domain.roles import Permit, Role
from samakki.access.domain.vocabulary import Basis, Compartment, Duty, Purpose, Surface, View
from samakki.kernel.handling import HandlingCode

NEVER_BY_BREAK_GLASS = frozenset(
    {Compartment.VICTIM_IDENTITY, Compartment.WHEREABOUTS, Compartment.CARE, Compartment.SOURCE_IDENTITY}
)


def permits_of(role: type[Role], compartment: Compartment) -> tuple[Permit, ...]:
    """The permits of a role for a compartment, urgent access included.

    Urgent access lifts the need for a membership. It does not open a compartment that the role never sees.
    """
    listed = role.permits.get(compartment, ())
    if listed and Duty.BREAK_GLASS in role.duties and compartment not in NEVER_BY_BREAK_GLASS:
        return (*listed, Permit(View.FULL, Basis.BREAK_GLASS))
    return listed


def codes_that_forbid(basis: Basis, *, purpose: Purpose, surface: Surface) -> Iterator[HandlingCode]:
    """Handling codes as far as access can hold them; the provider's permission is asked where disclosures are made.

    Source: Europol handling codes. H0 forbids nothing that the purposes of this software would allow.
    """
    leaves_the_node = surface in {Surface.EXPORT, Surface.API}
    if purpose in {Purpose.ADJUDICATE, Purpose.REPRESENT}:
        yield HandlingCode.H1  # not in judicial proceedings: a released copy carries other codes
    if leaves_the_node:
        yield HandlingCode.H2  # not passed on: a file or a machine's answer is passing on
        if basis not in {Basis.ORDER, Basis.REQUEST}:
            yield HandlingCode.H3  # restrictions in words: only a formal act has had a person read them
