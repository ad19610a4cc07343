"""Words for the lists of tasks that come with the software, and their steps."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.cases.domain.templates import MadeFor
from samakki.cases.queries import ListRow, TaskRow
from samakki.cases.web.wording.values import OFFENCES, plain_country
from samakki.ui.templatetags.samakki import as_is
from samakki.ui.wording import Text

LISTS: Final[Mapping[str, Text]] = {
    "trafficking_adult": _("Trafficking in persons: adult"),
    "child": _("A child, or perhaps a child"),
    "smuggling": _("Smuggling of migrants"),
    "missing_abroad": _("Person missing abroad"),
    "scam_compound": _("Scam compound"),
}

STEPS: Final[Mapping[str, Text]] = {
    "safety_now": _("Make sure that everybody found is safe now"),
    "interpreter_and_lawyer": _("Find an interpreter the person trusts, and a lawyer"),
    "non_punishment": _("Check with the prosecutor that nobody is punished for what they were made to do"),
    "tell_rights": _("Tell the person their rights in their own language, and that they may stay silent"),
    "refer_to_support": _("Offer a referral to victim support, whether the person gives a statement or not"),
    "secure_scene": _("Secure the place and what is in it as exhibits"),
    "secure_phones": _("Secure telephones and accounts, and ask companies to keep data"),
    "statement_when_ready": _("Take a statement when the person is ready, not before"),
    "ask_other_countries": _("Ask the other countries concerned about suspects and things"),
    "follow_money": _("Follow the money: who paid whom, how, how much"),
    "organisers_above": _("Find out who stands above the alleged recruiters"),
    "elements_review": _("Go through the elements of the crime and what is missing for each"),
    "talk_to_prosecutor": _("Talk the case through with the prosecutor"),
    "child_guardian": _("Ask for a guardian for the child"),
    "child_safe_place": _("Find a place that is safe for a child, apart from adults who are not family"),
    "child_age_benefit_of_doubt": _("Where the age is in doubt, go on treating the person as a child"),
    "child_no_means_needed": _("Note that for a child no means have to be shown"),
    "child_interview_trained": _("Have the child heard once, by somebody trained for it, with the guardian there"),
    "child_best_interests": _("Have the best interests of the child determined"),
    "child_family_check": _("Have it checked whether the family is safe before anybody contacts it"),
    "smuggling_life_saved": _("Make sure that nobody is in danger: water, medical help, shelter"),
    "smuggling_screen_trafficking": _("Ask each person about signs of trafficking, one by one and in private"),
    "smuggling_asylum_claims": _("Pass on to the competent authority who asks for protection"),
    "smuggling_not_liable": _("Note that being smuggled is no offence of the migrant"),
    "smuggling_vehicles_boats": _("Trace vehicles and boats, and whose they are"),
    "smuggling_route_and_houses": _("Write down the route and the houses people were kept in"),
    "missing_last_contact": _("Write down the last contact: when, by which number or account, which words"),
    "missing_family_one_contact": _("Agree with the family on one officer who speaks with them"),
    "missing_recruiter_traces": _("Secure what the alleged recruiter left: advert, chat, ticket, payment"),
    "missing_consular": _("Tell the consulate, if that is safe for the person"),
    "missing_ask_other_countries": _("Ask the countries on the likely route about the things that are known"),
    "missing_no_public_call": _("Talk with the family about why a public call may be dangerous"),
    "missing_review": _("Look again at everything after a week"),
    "scam_safe_release": _("Plan with the other country how people get out safely"),
    "scam_screen_each": _("Ask each person about signs of trafficking before anything else is decided"),
    "scam_papers_back": _("See to it that people get passports back, and that overstay is not held against them"),
    "scam_advert_and_recruiter": _("Secure the job advert and the traces of the alleged recruiter"),
    "scam_devices_and_accounts": _("Secure devices, accounts and wallets used at the place"),
    "scam_ransom_payments": _("Follow payments that were asked for to let people leave"),
    "scam_owners_and_guards": _("Find out who owns, guards and leases the place"),
    "scam_victims_of_fraud": _("Pass on what is known of people who lost money to the fraud"),
}


def list_name(row: ListRow) -> Text:
    """What a list is called: by the office where it named it, else by the software."""
    return row.name or LISTS.get(row.code, row.code)


def made_for_words(made_for: MadeFor) -> str:
    """Cases that a list is written for: "Smuggling of migrants; Thailand, Laos"."""
    offence = [str(OFFENCES[made_for.offence])] if made_for.offence else []
    countries = ", ".join(plain_country(code) for code in sorted(made_for.countries))
    return "; ".join([*offence, *([countries] if countries else [])])


def step_words(title: str, step: str) -> Text:
    """Words of a step or task: those of who wrote it, else those that come with the software."""
    return title or STEPS.get(step, step)


def task_words(row: TaskRow) -> Text:
    """What is to be done, as plain text."""
    return step_words(row.title, row.step)


def task_shown(row: TaskRow) -> Text:
    """The same for a page, where what an officer wrote is marked as data."""
    return as_is(row.title) if row.title else STEPS.get(row.step, row.step)
