"""Turns one row of a sheet into the things it is about and the links between them, or says why it cannot."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from samakki.entities.domain import schemata
from samakki.entities.domain.importing.cell_words import COMPANY_MARKS, KIND_WORDS, NOTHING, QUOTES
from samakki.entities.domain.importing.cells import Cell, Row, letters
from samakki.entities.domain.importing.colours import colour_words
from samakki.entities.domain.importing.header_words import SERVICES
from samakki.entities.domain.importing.layout import COLOUR
from samakki.entities.domain.importing.pieces import Piece, Remark
from samakki.entities.domain.importing.row_things import PEOPLE, RowThing, victims_of, with_hers
from samakki.entities.domain.importing.targets import (
    FIXED,
    KIND_COLUMN,
    KINDS,
    MAIN,
    Target,
    Thing,
    link_between,
    pointing_property,
    target_of,
)
from samakki.entities.domain.importing.values import Manner, read_cell
from samakki.entities.domain.importing.victims import identity_of
from samakki.entities.domain.kinds import LINKS, SCHEMATA, Kind, LinkForm, LinkKind
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement, check_entity
from samakki.kernel.refusals import InvalidValue, Refusal


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one column means.

    Attributes:
        key: of the column: "2", or "colour:2".
        target: key of a target, or `KIND_COLUMN`.
        service: of a social account, where the heading names it.
    """

    key: str
    target: str
    service: str = ""

    @property
    def place(self) -> int:
        """The column's place in a row, from 0."""
        return int(self.key.rpartition(":")[2])


class RowReader:
    """Reads rows of one sheet by one mapping."""

    def __init__(
        self,
        meanings: Sequence[Meaning],
        manner: Manner,
        *,
        person_company: LinkKind = LinkKind.OTHER,
        colours: Mapping[str, str] | None = None,
        victims: Collection[Thing] = (),
        manners: Mapping[str, Manner] | None = None,
    ) -> None:
        """Make a reader.

        Args:
            meanings: of the columns that are taken.
            manner: how values are read.
            person_company: how a person and a company of one row are linked.
            colours: what a colour of cells means, by its code; it becomes a note on the things of its rows.
            victims: people of every row who are or may be victims.
            manners: how values of single columns are read, by key of the column.
        """
        self._victims = frozenset(victims)
        self._colours = colours or {}
        self._manner = manner
        self._manners = manners or {}
        self._person_company = LINKS[person_company]
        self._kind_column = next((one for one in meanings if one.target == KIND_COLUMN), None)
        self._meanings = [(one, target) for one in meanings if (target := target_of(one.target)) is not None]

    def read(self, row: Row) -> Piece:
        """Read one row: things first, then the links between them."""
        try:
            either = self._kind_of(row)
        except InvalidValue as problem:
            where = letters(self._kind_column.place) if self._kind_column else ""
            return Piece(row.number, failures=(Remark(where, problem.refusal),))
        things: dict[Thing, list[RowThing]] = {}
        failures: list[Remark] = []
        remarks: list[Remark] = []
        for meaning, target in self._meanings:
            cell = _cell(row, meaning)
            if cell is None:
                continue
            where = letters(meaning.place)
            if cell.is_formula and not cell.text:
                remarks.append(Remark(where, Refusal("formula-without-result")))
                continue
            kind, prop = _meant(target, either)
            try:
                found = read_cell(SCHEMATA[kind], prop, cell, self._manners.get(meaning.key, self._manner))
            except InvalidValue as problem:
                failures.append(Remark(where, problem.refusal))
                continue
            remarks += [Remark(where, one) for one in found.remarks]
            _add(things.setdefault(target.thing, []), kind, meaning, found.statements)
        if failures:
            return Piece(row.number, failures=tuple(failures))
        self._note_colours(row, things)
        return self._whole(row.number, things, victims_of(row, things, self._victims), tuple(remarks))

    def _note_colours(self, row: Row, things: dict[Thing, list[RowThing]]) -> None:
        """Note what colours mean: on the things whose cells have them, or on all where only other cells do."""
        found: dict[str, set[int]] = {}
        for place, cell in row.cells.items() if self._colours else ():
            if cell.colour in self._colours:
                found.setdefault(cell.colour, set()).add(place)
        for code, places in found.items():
            own = {target.thing for meaning, target in self._meanings if meaning.place in places} & things.keys()
            note = NewStatement("notes", self._colours[code], colour_words(code))
            for thing in own or things.keys():
                for one in things[thing]:
                    one.statements.append(note)

    def _whole(
        self,
        number: int,
        things: dict[Thing, list[RowThing]],
        victims: Collection[Thing],
        remarks: tuple[Remark, ...],
    ) -> Piece:
        _join_either(things)
        for thing in PEOPLE:
            for one in things.get(thing, ()):
                _name_whole(one)
        made: Sequence[tuple[Thing, RowThing]] = [
            (thing, one) for thing in Thing for one in things.get(thing, ()) if _is_something(one)
        ]
        if not made:
            return Piece(number, remarks=remarks)
        made, hers = with_hers(made, victims, [(owner, place) for owner, place, _ in self._pairs(made)])
        item = f"row:{number}"
        entities = [_entity(one, item) for _, one in made]
        for first, second, form in self._pairs(made):
            name = pointing_property(made[second][1].kind)
            ends = (f"#{first}", f"#{second}")
            if name:
                told = NewStatement(name, target=ends[0], item=item)
                entities[second] = replace(entities[second], statements=(*entities[second].statements, told))
            elif form is not None:
                entities.append(_link(form, ends, item))
        try:
            for entity in entities:
                check_entity(entity)
        except InvalidValue as problem:
            return Piece(number, failures=(Remark("", problem.refusal),))
        identities = tuple(identity_of(place, entities[place]) for place in hers)
        return Piece(number, tuple(entities), remarks=remarks, identities=identities)

    def _pairs(self, made: Sequence[tuple[Thing, RowThing]]) -> Iterator[tuple[int, int, LinkForm | None]]:
        """Places of the two things of each link, and its form."""
        owners = [place for place, (thing, _) in enumerate(made) if thing.value.rstrip("23") in _OWNERS]
        if not owners:
            return
        first = owners[0]
        for place, (thing, one) in enumerate(made):
            if place == first:
                continue
            owner = next((one for one in owners[1:] if _belongs(made[one][0], thing)), first)
            if owner == place:
                owner = first
            kinds = (made[owner][1].kind, one.kind)
            form = link_between(*kinds)
            if kinds == (Kind.PERSON, Kind.COMPANY):
                form = self._person_company
            if form is not None or (pointing_property(one.kind) and kinds[0] in {Kind.PERSON, Kind.COMPANY}):
                yield owner, place, form

    def _kind_of(self, row: Row) -> Kind:
        """What a row is about, where columns hold either kind of thing."""
        if self._kind_column is not None:
            told = row.text(self._kind_column.place).casefold()
            if not told:
                raise InvalidValue("kind-missing")
            if told not in KIND_WORDS:
                raise InvalidValue("kind-not-understood")
            return Kind(KIND_WORDS[told])
        name = next((row.text(one.place) for one, target in self._meanings if target.key == "either:name"), "")
        padded = f" {name.casefold()} "
        return Kind.COMPANY if any(mark in padded for mark in COMPANY_MARKS) else Kind.PERSON


_OWNERS = {"either", "person", "company"}


def _join_either(things: dict[Thing, list[RowThing]]) -> None:
    """Where a row says that it is about a person, columns of the person without a name of their own are about the same.

    A sheet of people and companies has one column of names for both, and a date of birth beside it.
    """
    for either in things.get(Thing.EITHER, ()):
        for thing, found in things.items():
            same = [one for one in found if one.kind is either.kind and not _is_named(one)]
            if thing is not Thing.EITHER and same:
                either.statements += [said for one in same for said in one.statements if said not in either.statements]
                things[thing] = [one for one in found if one not in same]


def _name_whole(thing: RowThing) -> None:
    """A person of whom a sheet has given and family name apart is called by both, in the order of the columns."""
    parts = [one for one in thing.statements if one.prop in {"firstName", "lastName"}]
    if parts and thing.kind is Kind.PERSON and not any(one.prop == "name" for one in thing.statements):
        thing.statements.insert(0, NewStatement("name", " ".join(one.value for one in parts), "", parts[0].language))


def _is_named(thing: RowThing) -> bool:
    return any(one.prop.removeprefix("samakki:") == MAIN[thing.kind] for one in thing.statements)


def _belongs(owner: Thing, thing: Thing) -> bool:
    """Whether a further thing belongs to a further owner: the second telephone to the second person."""
    number = owner.value[-1]
    return number.isdecimal() and thing.value.endswith(number) and thing.value.rstrip("23") not in _OWNERS


def _cell(row: Row, meaning: Meaning) -> Cell | None:
    cell = row.cells.get(meaning.place)
    if cell is None:
        return None
    if meaning.key.startswith(COLOUR):
        return Cell(colour_words(cell.colour)) if cell.colour else None
    text = cell.text.strip()
    is_told = bool(text) and text.casefold().strip(QUOTES) not in NOTHING
    return cell if is_told or cell.is_formula else None


def _meant(target: Target, either: Kind) -> tuple[Kind, str]:
    """Kind and property that a column stands for in this row."""
    if target.thing is not Thing.EITHER:
        return KINDS[target.thing], target.prop
    if target.prop == "name":
        return either, MAIN[either]
    known = target.prop in schemata.properties(SCHEMATA[either])
    return either, target.prop if known else "notes"


def _add(things: list[RowThing], kind: Kind, meaning: Meaning, statements: Sequence[NewStatement]) -> None:
    """Add statements to a thing of the row; a cell with several numbers is about several telephones."""
    is_telephones = kind is Kind.PHONE and len(statements) > 1
    if is_telephones:
        things += [RowThing(kind, [one]) for one in statements]
        return
    if not things:
        things.append(RowThing(kind))
    things[0].statements += statements
    if meaning.service and not any(one.prop == "service" for one in things[0].statements):
        things[0].statements.append(NewStatement("service", meaning.service))
    if kind is Kind.PLACE and statements and statements[0].prop == "full":
        words = statements[0].as_written or statements[0].value
        things[0].place = NewPlace(words=words)


def _is_something(thing: RowThing) -> bool:
    """Whether something was said of it beside what its kind alone says."""
    return any(one.prop != "service" for one in thing.statements)


def _entity(thing: RowThing, item: str) -> NewEntity:
    said = [NewStatement(one.prop, one.value, one.as_written, one.language, item=item) for one in thing.statements]
    said += [NewStatement(prop, value, item=item) for prop, value in FIXED.get(thing.kind, ())]
    return NewEntity(SCHEMATA[thing.kind], tuple(said), thing.place)


def _link(form: LinkForm, ends: tuple[str, str], item: str) -> NewEntity:
    said = [NewStatement(form.first, target=ends[0], item=item), NewStatement(form.second, target=ends[1], item=item)]
    if form.role:
        said.append(NewStatement("role", form.role, item=item))
    return NewEntity(form.schema, tuple(said))


def service_of(heading: str) -> str:
    """The service that a heading of a column of accounts names, "" if none.

    >>> service_of("LINE ID")
    'LINE'
    """
    plain = " ".join(heading.casefold().replace("_", " ").split()).strip(" :.")
    return SERVICES.get(plain, next((name for word, name in SERVICES.items() if word in plain.split()), ""))
