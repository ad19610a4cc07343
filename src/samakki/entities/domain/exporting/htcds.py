"""HTCDS 2.0: one row a person, in the exact item names of the standard.

What came in under the standard's names leaves under them, items of others (``ext_``) among it. For people who came
another way, the items that FollowTheMoney's properties say as well are filled from those.

Source: IOM, Human Trafficking Case Data Standard 2.0 (CC BY 4.0). Its two-name model does not fit names of the region:
a name without parts goes into ``prs_FirstName`` as a whole, and nothing is guessed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from samakki.entities.domain.exporting.cells import BOM, printable, row, together
from samakki.entities.domain.exporting.leaving import HTCDS, Leaving

MEDIA_TYPE, EXTENSION = "text/csv", "htcds.csv"
PERSON = "Person"
ID = "ext_Samakki_Reference"

FROM_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "prs_FirstName": "firstName",
        "prs_MiddleName": "middleName",
        "prs_SecondName": "lastName",
        "prs_Title": "title",
        "prs_Birthdate": "birthDate",
        "prs_Gender": "gender",
        "prs_Citizenship": "nationality",
        "prs_IdentityNumber": "idNumber",
        "prs_Email": "email",
        "prs_MobilePhone": "phone",
        "prs_MailingStreet": "address",
    }
)
GENDERS = MappingProxyType({"male": "Masculine", "female": "Feminine", "other": "NonSpecifiedUnknown"})
_ORDER = ("org_", "prs_", "vic_", "per_", "cas_", "cco_", "hte_", "spl_", "con_", "ext_")


def columns_of(properties: Iterable[str]) -> tuple[str, ...]:
    """Columns of a file: every item that came in, and those that can be filled.

    Args:
        properties: that occur among the people, FollowTheMoney's, ours and ``htcds:`` ones.
    """
    items = {prop.removeprefix(HTCDS) for prop in properties if prop.startswith(HTCDS)}
    items |= {
        "prs_FirstName",
        "prs_SecondName",
        *(item for item, prop in FROM_PROPERTIES.items() if prop in properties),
    }
    return (ID, *sorted(items, key=lambda item: (_place(item), item)))


def written(entities: Iterable[Leaving], columns: Sequence[str], *, with_bom: bool) -> Iterator[bytes]:
    """The file, a row at a time; what is no person and has no items of the standard is passed over.

    Args:
        entities: what leaves, in the order it was written.
        columns: from `columns_of`.
        with_bom: begin with the mark by which Excel knows UTF-8.
    """
    if with_bom:
        yield BOM.encode("utf-8")
    yield row(columns)
    for items in _rows(entities):
        yield row([printable(items.get(column, "")) for column in columns])


def _rows(entities: Iterable[Leaving]) -> Iterator[dict[str, str]]:
    """One row for each person, with the organisation and the event that came in one row with her.

    They follow the person and are linked with her before the next person begins, so nothing has to be remembered for
    longer. What follows nobody has a row of its own.
    """
    person: dict[str, str] | None = None
    others: dict[str, dict[str, str]] = {}
    named: set[str] = set()
    for entity in entities:
        if entity.schema == PERSON:
            yield from _together(person, others, named)
            person, others, named = as_items(entity), {}, {entity.reference}
            continue
        targets = {one.target for one in entity.said if one.target}
        if items := _items_of(entity):
            others[entity.reference] = items
        if targets & named:
            named |= targets | {entity.reference}
    yield from _together(person, others, named)


def _together(
    person: dict[str, str] | None, others: Mapping[str, dict[str, str]], named: Collection[str]
) -> Iterator[dict[str, str]]:
    row_of_person = dict(person or {})
    for reference, items in others.items():
        if person is not None and reference in named and not items.keys() & row_of_person.keys():
            row_of_person |= items
        else:
            yield items
    if row_of_person:
        yield row_of_person


def as_items(entity: Leaving) -> dict[str, str]:
    """A person in items of the standard."""
    said = entity.values()
    items = {ID: entity.reference}
    for item, prop in FROM_PROPERTIES.items():
        values = [one.value for one in said.get(prop, ())]
        if prop == "gender":
            values = [GENDERS.get(value, GENDERS["other"]) for value in values]
        if prop == "nationality":
            values = [value.upper() for value in values]
        if values:
            items[item] = together(values)
    if "prs_FirstName" not in items and "prs_SecondName" not in items:
        items["prs_FirstName"] = entity.caption
    return items | _items_of(entity)


def _items_of(entity: Leaving) -> dict[str, str]:
    """What came in under the standard's own names."""
    return {
        prop.removeprefix(HTCDS): ";".join(one.as_written or one.value for one in some)
        for prop, some in entity.values().items()
        if prop.startswith(HTCDS)
    }


def _place(item: str) -> int:
    return next((place for place, prefix in enumerate(_ORDER) if item.startswith(prefix)), len(_ORDER))
