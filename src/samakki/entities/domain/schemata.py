"""The vocabulary of entities: schemata and properties of FollowTheMoney. The only module that imports the library.

The library takes more than a second and some 70 MB to load, so it is loaded at the first question, not with this
module; a node asks one before it forks its servers (`load`), so that they share it.

Schemata and property names are data of that project (MIT licence, https://followthemoney.tech). Its labels are not
shown: pages use words of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from samakki.kernel.phones import is_international
from samakki.kernel.refusals import InvalidValue

if TYPE_CHECKING:
    from followthemoney.model import Model
    from followthemoney.schema import Schema
    from followthemoney.types.common import PropertyType

PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a schema.

    Attributes:
        name: "birthDate".
        kind: name of its type: "date", "name", "phone", "entity" …
        names: schema that a value of kind "entity" must be; else "".
    """

    name: str
    kind: str
    names: str = ""


def load() -> None:
    """Load the vocabulary now."""
    _model()


@cache
def names() -> frozenset[str]:
    """Every schema that an entity can have."""
    return frozenset(name for name, schema in _model().schemata.items() if not schema.abstract)


@cache
def properties(schema: str) -> Mapping[str, Property]:
    """Properties of a schema by name, those of its parents included.

    Raises:
        InvalidValue: "schema-unknown".
    """
    found = _schema(schema).properties
    return {
        name: Property(name, one.type.name, one.range.name if one.range else "")
        for name, one in found.items()
        if not one.stub
    }


@cache
def is_a(schema: str, wanted: str) -> bool:
    """Whether a schema is another, or is one of its kinds: a Company is an Organization.

    Raises:
        InvalidValue: "schema-unknown".
    """
    return _schema(schema).is_a(wanted)


@cache
def ends(schema: str) -> tuple[str, str] | None:
    """The two properties that a link connects, first to second; None for what is no link.

    >>> ends("Membership")
    ('member', 'organization')
    """
    found = _schema(schema)
    if not found.edge or found.edge_source is None or found.edge_target is None:
        return None
    return found.edge_source, found.edge_target


@cache
def required(schema: str) -> tuple[str, ...]:
    """Properties without which other programs call an entity incomplete; it is kept without them all the same."""
    return tuple(_schema(schema).required)


@lru_cache(maxsize=4096)
def takes(kind: str, value: str) -> bool:
    """Whether a property of this kind takes the value as it stands.

    Stricter than the library for dates, which it would cut ("2007-04/2008-05" becomes "2007-04").

    >>> takes("date", "2008-05"), takes("date", "2007-04/2008-05"), takes("country", "KH")
    (True, False, False)
    """
    if not value.strip():
        return False
    if kind == "date":
        return PARTIAL_DATE.fullmatch(value) is not None
    if kind == "phone":
        return is_international(value)  # the same numbers as the library takes, by the same plans
    if kind in _CODED:
        return value in _codes(kind)
    if kind in _CHECKED:
        checker = _kinds()[kind]
        return checker.validate(value) and checker.clean(value) == value
    return True


_CODED = frozenset({"country", "language", "gender"})
_CHECKED = frozenset({"email", "url", "iban", "ip"})


@cache
def _codes(kind: str) -> frozenset[str]:
    found = _kinds()[kind]
    from followthemoney.types.common import EnumType  # noqa: PLC0415  (see above)

    return frozenset(found.codes) if isinstance(found, EnumType) else frozenset()


@cache
def _model() -> "Model":
    # The library reads its vocabulary with the loader in Python; the one in C, made for the same, takes a tenth.
    yaml = import_module("yaml")
    usual = yaml.SafeLoader
    vars(yaml)["SafeLoader"] = getattr(yaml, "CSafeLoader", usual)
    try:
        from followthemoney import model  # noqa: PLC0415  (see above)
    finally:
        vars(yaml)["SafeLoader"] = usual
    return model


@cache
def _kinds() -> "Mapping[str, PropertyType]":
    _model()  # first: whoever comes first loads the library
    from followthemoney.types import registry  # noqa: PLC0415  (see above)

    return {kind.name: kind for kind in registry.types}


def _schema(name: str) -> "Schema":
    found = _model().get(name)
    if found is None or found.abstract:
        raise InvalidValue("schema-unknown")
    return found
