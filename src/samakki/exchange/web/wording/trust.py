"""Words about trust data and the directory: why a desk cannot be written to, and what the log says was done."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samakki.exchange.domain.trust.duty import Weekday
from samakki.exchange.domain.trust.statement import Reach, Topic
from samakki.exchange.domain.trust.validity import FreshnessState
from samakki.ui.wording import Text, Wording

NOT_SENT = _("The message was not sent.")

REFUSALS: Final[Mapping[str, Wording]] = {
    "desk-not-listed": Wording(
        NOT_SENT,
        _("%(desk)s is not in the directory: its country does not list it, or no longer."),
        _("Look for the right desk in the directory, or ask your own central authority."),
    ),
    "desk-does-not-receive": Wording(
        NOT_SENT,
        _("%(desk)s does not take messages of this kind (%(type)s)."),
        _("Look in the directory for a desk of that country that takes them."),
    ),
    "node-does-not-understand": Wording(
        NOT_SENT,
        _("The installation of %(desk)s cannot read messages of this kind (%(type)s) yet."),
        _("Telephone the desk. Its number stands in the directory."),
    ),
    "desk-through-contact-point": Wording(
        NOT_SENT,
        _("The country of %(desk)s wants to be written to through its contact point."),
        _("Write to %(contact)s instead. It passes the message on."),
    ),
    "contact-point-in-copy": Wording(
        NOT_SENT,
        _("The country of %(desk)s wants its contact point to get the same message."),
        _("Add %(contact)s to the recipients."),
    ),
    "desk-has-no-key": Wording(
        NOT_SENT,
        _("There is no valid key for %(desk)s, so nothing can be sealed for it."),
        _("Telephone the desk, and tell your node administrator: its country has to publish a new key."),
    ),
    "node-has-no-key": Wording(
        NOT_SENT,
        _("The installation %(node)s has no valid key, so its answers could not be believed."),
        _("Telephone the desk, and tell your node administrator: its country has to publish a new key."),
    ),
    "trust-data-too-old": Wording(
        NOT_SENT,
        _(
            "The trust data of this node is more than %(days)s days old. A key that was withdrawn meanwhile would not "
            "be known here, so nothing marked H2 or H3 is sent anew."
        ),
        _("Tell your node administrator to bring the trust data up to date. Receiving and answering go on."),
    ),
}

ACTS: Final[Mapping[str, Text]] = {
    "clear_messages": _("Forgot sealed messages older than 400 days; their receipts stay"),
    "tell_revocation": _("Told another node that a key was withdrawn"),
    "told_of_revocation": _("Was told that a key was withdrawn"),
    "told_of_trust_update": _("Was told of a newer trust list"),
    "begin_trust": _("Began to follow a trust list"),
    "take_trust_list": _("Took in a newer trust list"),
    "member_joined": _("A country joined the exchange"),
    "member_left": _("A country left the exchange"),
    "key_revoked": _("A key was revoked by its country"),
    "renew_desk_keys": _("Made new keys for desks"),
}

FRESHNESS: Final[Mapping[FreshnessState, Text]] = {
    FreshnessState.FRESH: pgettext_lazy("trust data", "Up to date"),
    FreshnessState.WARN: pgettext_lazy("trust data", "Older than 7 days"),
    FreshnessState.LIMITED: pgettext_lazy("trust data", "Older than 30 days"),
    FreshnessState.NONE: pgettext_lazy("trust data", "None yet"),
}

TOPICS: Final[Mapping[Topic, Text]] = {
    Topic.TRAFFICKING: _("Trafficking in persons"),
    Topic.SMUGGLING: _("Smuggling of migrants"),
    Topic.CHILDREN: _("Children"),
    Topic.ONLINE_SCAMS: _("Online scam compounds"),
    Topic.MISSING_PERSONS: _("Missing persons"),
    Topic.DOCUMENTS: _("False documents"),
    Topic.MONEY: _("Money and assets"),
    Topic.LEGAL_ASSISTANCE: _("Mutual legal assistance"),
    Topic.EXTRADITION: _("Extradition"),
    Topic.VICTIM_SUPPORT: _("Victim support"),
    Topic.RETURN: _("Return of victims"),
}

TYPES: Final[Mapping[str, Text]] = {
    "disclosure.offer": pgettext_lazy("kind of message", "Disclosures"),
    "disclosure.emergency": pgettext_lazy("kind of message", "Life at risk"),
    "release.request": pgettext_lazy("kind of message", "Requests to use or pass on what was disclosed"),
    "recall.request": pgettext_lazy("kind of message", "Recalls"),
}

REACHES: Final[Mapping[Reach, Text]] = {
    Reach.DIRECT: _("Write to the desk directly."),
    Reach.DIRECT_WITH_COPY: _("Write to the desk directly, with a copy to the contact point."),
    Reach.CONTACT_POINT: _("Write to the contact point of the country. It passes the message on."),
}

WEEKDAYS: Final[Mapping[Weekday, Text]] = {
    Weekday.MONDAY: _("Monday"),
    Weekday.TUESDAY: _("Tuesday"),
    Weekday.WEDNESDAY: _("Wednesday"),
    Weekday.THURSDAY: _("Thursday"),
    Weekday.FRIDAY: _("Friday"),
    Weekday.SATURDAY: _("Saturday"),
    Weekday.SUNDAY: _("Sunday"),
}

PROBLEMS: Final[Mapping[str, Text]] = {
    "missing": _("A newer statement could not be fetched."),
    "refused": _("A newer statement was not signed rightly."),
    "expired": _("Its statement is past its day."),
    "statement-wrong": _("A newer statement cannot be read."),
}
