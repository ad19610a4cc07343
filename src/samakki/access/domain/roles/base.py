"""What every role declares. A role is a class so that a lawyer or a supervisor can read and review it."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, View


@dataclass(frozen=True, slots=True)
class Permit:
    """Shows `view` of a record to whoever stands to it on `basis`."""

    view: View
    basis: Basis


Permits = Mapping[Compartment, tuple[Permit, ...]]


class Role:
    """One kind of work on this node. What is not listed is refused; nothing here is ever made an instance of.

    The docstring of each role is its note: who holds it and where its edges are. It is shown in
    ``docs/reference/role-matrix.md``; the words on screens live in ``web``.
    """

    code: ClassVar[str]
    title: ClassVar[str]  # code of the words on screens: "role-investigator"
    note: ClassVar[str]
    may_be_held_in: ClassVar[frozenset[AgencyKind]]
    purposes: ClassVar[frozenset[Purpose]]
    permits: ClassVar[Permits] = MappingProxyType({})
    writes: ClassVar[frozenset[Compartment]] = frozenset()  # where the duty WRITE holds; always read in full too
    duties: ClassVar[frozenset[Duty]] = frozenset()
    never_with: ClassVar[frozenset[str]] = frozenset()  # roles that one person must not hold beside this one

    def __init_subclass__(cls) -> None:
        cls.title = f"role-{cls.code.replace('_', '-')}"
        cls.note = inspect.cleandoc(cls.__doc__ or "")
