"""Reads what a person typed into a statement: a value that compares, beside the words as they were written."""

from datetime import date

from samakki.entities.domain.properties import kept, kind_of
from samakki.entities.domain.statements import NewStatement
from samakki.kernel.refusals import InvalidValue


def read_value(schema: str, prop: str, text: str, *, country: str = "", language: str = "", on: date) -> NewStatement:
    """Read the text of one property.

    Trap: the statement may carry another property than was asked for: what FollowTheMoney cannot hold goes to the
    twin that begins "samakki:".

    Args:
        schema: of the entity.
        prop: property of the schema.
        text: as typed; kept byte for byte.
        country: ISO 3166-1 alpha-2 of who reports, for telephone numbers; empty where it is not known.
        language: BCP 47 of the text, where somebody said it.
        on: local calendar day it was said on, for ages.

    Raises:
        InvalidValue: the text has no meaning for this property.
    """
    kind_of(schema, prop)
    value = " ".join(text.split())
    if not value:
        raise InvalidValue("value-empty", property=prop)
    return NewStatement(kept(schema, prop, value), value, text if text != value else "", language)
