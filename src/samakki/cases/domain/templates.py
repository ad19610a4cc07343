"""Lists of tasks for kinds of cases: the defaults that come with the software. Their words are in ``web.wording``.

A step that a case already has is not added again, so a list may be applied as often as anybody likes.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType

from samakki.cases.domain.vocabulary import Offence
from samakki.kernel.refusals import Refusal

MOST_STEPS = 40
LONGEST_STEP = 200
LONGEST_NAME = 80
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a list.

    Attributes:
        key: names the step within its list; a case has a step once.
        days: due so many days after the list is applied; None for no day.
        after: keys of steps that come first.
        protects: it protects a person.
        title: words of a step that an office wrote; empty for those that come with the software.
    """

    key: str
    days: int | None
    after: tuple[str, ...] = ()
    protects: bool = False
    title: str = ""


CHILD = "child"
"""List that is applied by itself when somebody is treated as a child."""

DEFAULTS: Mapping[str, tuple[Step, ...]] = MappingProxyType(
    {
        "trafficking_adult": (
            Step("safety_now", 0, protects=True),
            Step("interpreter_and_lawyer", 1, protects=True),
            Step("non_punishment", 2, protects=True),
            Step("tell_rights", 2, ("interpreter_and_lawyer",), protects=True),
            Step("refer_to_support", 3, ("tell_rights",), protects=True),
            Step("secure_scene", 2),
            Step("secure_phones", 3),
            Step("statement_when_ready", 30, ("refer_to_support",)),
            Step("ask_other_countries", 7),
            Step("follow_money", 14),
            Step("organisers_above", 21),
            Step("elements_review", 30, ("secure_phones", "follow_money")),
            Step("talk_to_prosecutor", 30, ("elements_review",)),
        ),
        CHILD: (
            Step("child_guardian", 0, protects=True),
            Step("child_safe_place", 0, protects=True),
            Step("child_age_benefit_of_doubt", 1, protects=True),
            Step("child_no_means_needed", 3),
            Step("child_interview_trained", 7, ("child_guardian",), protects=True),
            Step("child_best_interests", 14, ("child_guardian",), protects=True),
            Step("child_family_check", 14, protects=True),
        ),
        "smuggling": (
            Step("smuggling_life_saved", 0, protects=True),
            Step("smuggling_screen_trafficking", 2, protects=True),
            Step("smuggling_asylum_claims", 3, protects=True),
            Step("smuggling_not_liable", 3, protects=True),
            Step("smuggling_vehicles_boats", 3),
            Step("smuggling_route_and_houses", 7),
            Step("secure_phones", 3),
            Step("follow_money", 14),
            Step("organisers_above", 21),
            Step("elements_review", 30, ("follow_money",)),
            Step("talk_to_prosecutor", 30, ("elements_review",)),
        ),
        "missing_abroad": (
            Step("missing_last_contact", 0, protects=True),
            Step("missing_family_one_contact", 1, protects=True),
            Step("missing_recruiter_traces", 2),
            Step("missing_consular", 2, protects=True),
            Step("missing_ask_other_countries", 2),
            Step("missing_no_public_call", 2, protects=True),
            Step("missing_review", 7, ("missing_ask_other_countries",), protects=True),
        ),
        "scam_compound": (
            Step("scam_safe_release", 0, protects=True),
            Step("non_punishment", 1, protects=True),
            Step("scam_screen_each", 3, ("non_punishment",), protects=True),
            Step("scam_papers_back", 7, protects=True),
            Step("scam_advert_and_recruiter", 7),
            Step("scam_devices_and_accounts", 3),
            Step("scam_ransom_payments", 14),
            Step("scam_owners_and_guards", 21),
            Step("scam_victims_of_fraud", 30),
            Step("talk_to_prosecutor", 30, ("scam_owners_and_guards",)),
        ),
    }
)
"""Lists by code, each for a kind of case."""


@dataclass(frozen=True, slots=True)
class MadeFor:
    """Cases that a list is written for; it may be used in any other all the same.

    Attributes:
        offence: None for any.
        countries: ISO 3166-1 alpha-2; empty for any. A case that concerns one of them is enough: what one country asks
            for at a seizure is asked for there, wherever else the case leads.
    """

    offence: Offence | None = None
    countries: frozenset[str] = frozenset()

    @property
    def is_any(self) -> bool:
        """Whether it is written for no offence and no country in particular."""
        return self.offence is None and not self.countries

    def fits(self, offences: Set[Offence], countries: Set[str]) -> bool:
        """Whether a case of these offences and countries is one of them.

        >>> MadeFor(Offence.SMUGGLING, frozenset({"TH"})).fits({Offence.SMUGGLING}, {"TH", "MM"})
        True
        """
        return (self.offence is None or self.offence in offences) and (
            not self.countries or bool(self.countries & countries)
        )


ANY = MadeFor()
DEFAULTS_FOR: Mapping[str, MadeFor] = MappingProxyType(
    {"trafficking_adult": MadeFor(Offence.TRAFFICKING), "smuggling": MadeFor(Offence.SMUGGLING)}
)
"""What lists that come with the software are written for. None is for one country: what its law asks stands in its
profile, and its own office writes its list.
"""


def new_steps(steps: Iterable[Step], present: Set[str]) -> tuple[Step, ...]:
    """Steps that a case does not have yet.

    Args:
        steps: of the list.
        present: keys that the case has, ended ones among them.
    """
    return tuple(step for step in steps if step.key not in present)


def refusals_of_list(name: str, steps: Sequence[Step]) -> tuple[Refusal, ...]:
    """Every reason a list may not be kept like this."""
    keys = [step.key for step in steps]
    faults = {
        "list-name-length": not 1 <= len(name.strip()) <= LONGEST_NAME,
        "list-empty": not steps,
        "list-too-long": len(steps) > MOST_STEPS,
        "step-title-length": any(len(step.title.strip()) > LONGEST_STEP or not step.title.strip() for step in steps),
        "step-days-range": any(step.days is not None and not 0 <= step.days <= LONGEST_DAYS for step in steps),
        # Each step names earlier ones only, so that nothing can wait for itself.
        "step-order": any(not set(step.after) <= set(keys[:place]) for place, step in enumerate(steps)),
    }
    return tuple(Refusal(code) for code, holds in faults.items() if holds)
