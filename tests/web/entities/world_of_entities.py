"""Two reports about one bus owner, a case beside them, and the officers around: some see one report, some both."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.test import Client

from samakki.access import actions as access
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import Officer
from samakki.entities import actions
from samakki.entities.domain.sources import SourceKind
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement
from samakki.kernel.grades import Grade
from tests.support.described import source
from tests.support.people import People
from tests.support.sign_in import signed_in

PURPOSE = Purpose.INVESTIGATE_TRAFFICKING


@dataclass
class Described:
    """References of what is in the world, by a word each; ``client`` signs somebody in."""

    people: People
    officers: dict[str, Officer]
    refs: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        return signed_in(self.officers[who])


def build(people: People) -> Described:
    """The investigator sees both reports; the colleague the first; the outsider neither; the prosecutor the case."""
    investigator = people.officer("investigator")
    world = Described(
        people,
        {
            "investigator": investigator,
            "colleague": people.officer("investigator"),
            "outsider": people.officer("investigator"),
            "supervisor": people.officer("supervisor"),
            "prosecutor": people.officer("prosecutor"),
            "social_worker": people.officer("social_worker"),
        },
    )
    refs = world.refs
    refs["report"] = source(investigator, grade=Grade.parse("B2"))
    refs["second"] = source(investigator, grade=Grade.parse("C4"))
    refs["case"] = source(investigator, kind=SourceKind.RECORD, compartment=Compartment.SUSPECTS)
    _tie(world, "colleague", refs["report"])
    _tie(world, "prosecutor", refs["case"], Purpose.PROSECUTE)
    _describe(world)
    return world


def _tie(world: Described, who: str, record: str, purpose: Purpose = PURPOSE) -> None:
    access.add_member(
        by=world.officers["supervisor"],
        reference=record,
        officer=world.officers[who].code,
        purpose=purpose,
        basis=Basis.TEAM,
    )


def profile_of(world: Described) -> Callable[[str], list[str]]:
    """Gives what is judged to be the same as one of three descriptions of the man."""
    refs = world.refs
    same = [refs["man"], refs["man again"], refs["man in the case"]]
    return lambda reference: [one for one in same if one != reference] if reference in same else []


def _describe(world: Described) -> None:
    by, refs = world.officers["investigator"], world.refs
    said = {
        "man": NewEntity(
            "Person",
            (
                NewStatement("name", "สมชาย ใจดี", language="th"),
                NewStatement("weakAlias", "Bong Lek"),
                NewStatement("gender", "male"),
                NewStatement("birthDate", "1980", "๒๕๒๓ พ.ศ."),
                NewStatement("samakki:scar", "long scar on the left cheek", basis="assessment"),
                NewStatement("samakki:age", "40..45@2026-03-01"),
                NewStatement("notes", "Never alone.\nTwo guards."),
            ),
        ),
        "phone": NewEntity(
            "UserAccount",
            (
                NewStatement("service", "phone"),
                NewStatement("number", "+85512345678", "០១២ ៣៤៥ ៦៧៨"),
                NewStatement("username", "+85512345678"),
            ),
        ),
        "house": NewEntity(
            "Address",
            (),
            NewPlace(
                "near the pagoda after the bridge",
                kind="rest_house",
                country="KH",
                province="KH-1",
                district="KH.0110",
                latitude=13.659,
                longitude=102.563,
                radius_m=400,
                described_by="source",
            ),
        ),
    }
    for name, entity in said.items():
        refs[name] = actions.describe(by=by, source=refs["report"], entity=entity)
    refs["man again"] = actions.describe(
        by=by,
        source=refs["second"],
        entity=NewEntity(
            "Person",
            (
                NewStatement("name", "Somchai Jaidee"),
                NewStatement("gender", "male"),
                NewStatement("birthDate", "1979-05-17"),
                NewStatement("samakki:tattoo", "SECRET-TATTOO on the neck"),
            ),
        ),
    )
    refs["man in the case"] = actions.describe(
        by=by, source=refs["case"], entity=NewEntity("Person", (NewStatement("name", "SECRET-NAME"),))
    )
    refs["hidden house"] = actions.describe(
        by=by, source=refs["second"], entity=NewEntity("Address", (), NewPlace("SECRET-HOUSE behind the market"))
    )
    man, house = refs["man"], refs["house"]
    refs["lives"] = _linked(world, "report", man, house, "lives at")
    refs["uses"] = _linked(world, "report", man, refs["phone"], "uses")
    refs["hidden link"] = _linked(world, "second", man, house, "kept at")
    refs["half hidden"] = _linked(world, "report", man, refs["hidden house"], "seen at")


def _linked(world: Described, where: str, first: str, second: str, role: str) -> str:
    return actions.link(
        by=world.officers["investigator"],
        source=world.refs[where],
        schema="UnknownLink",
        ends={"subject": first, "object": second},
        statements=[NewStatement("role", role)],
    )


def draft(world: Described) -> str:
    """A thing in a draft of the investigator's, on a record that the colleague sees."""
    by = world.officers["investigator"]
    reference = source(by, kind=SourceKind.IMPORT, is_draft=True)
    _tie(world, "colleague", reference)
    with transaction.atomic():
        (made,) = actions.write_entities(
            by=by, source=reference, entities=[NewEntity("Person", (NewStatement("name", "SECRET-DRAFT"),))]
        )
    return made
