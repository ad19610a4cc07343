"""Acts and facts of the audit log in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, Surface, View
from samakki.access.web.wording.records import EXCLUSION_REASONS, FINDINGS, GRANT_REASONS
from samakki.access.web.wording.roles import role_name
from samakki.access.web.wording.vocabulary import (
    AGENCY_KINDS,
    BASES,
    COMPARTMENTS,
    DUTIES,
    PURPOSES,
    SURFACES,
    VIEWS,
)
from samakki.kernel.refusals import Fact
from samakki.ui import wording
from samakki.ui.dates import moment_words
from samakki.ui.wording import Text

ACTS: Final[Mapping[str, Text]] = {
    "sign_in": _("Signed in"),
    "sign_out": _("Signed out"),
    "unlock": _("Unlocked a session"),
    "sign_out_everywhere": _("Ended all sessions of an officer"),
    "change_own_password": _("Changed their own password"),
    "change_language": _("Changed the language of their pages"),
    "add_second_factor": _("Added a second factor"),
    "remove_second_factor": _("Removed a second factor"),
    "renew_second_factor": _("Made new recovery codes"),
    "open_recovery": _("Started a recovery of a sign-in"),
    "confirm_recovery": _("Confirmed a recovery of a sign-in"),
    "use_recovery": _("Used a recovery code"),
    "stop_recovery": _("Stopped a recovery of their own sign-in"),
    "require_duty": _("Asked for a page that needs a duty"),
    "add_agency": _("Added an agency"),
    "accept_terms": _("Entered signed terms of use"),
    "add_desk": _("Added a desk"),
    "close_desk": _("Closed a desk"),
    "add_officer": _("Added an officer"),
    "close_officer": _("Closed an account"),
    "propose_role": _("Proposed a role"),
    "confirm_role": _("Confirmed a role"),
    "end_role": _("Ended a role"),
    "register_resource": _("Registered a record"),
    "read_record": _("Looked at a record"),
    "add_member": _("Gave access to a record"),
    "end_membership": _("Ended access to a record"),
    "grant_identity": _("Opened an identity to an officer"),
    "exclude": _("Excluded somebody from a record"),
    "lift_exclusion": _("Lifted an exclusion"),
    "open_break_glass": _("Opened a record urgently"),
    "read_break_glass_reason": _("Read the reason of an urgent access"),
    "review_break_glass": _("Reviewed an urgent access"),
    "export_audit": _("Took a part of the audit log as a file"),
    "make_token": _("Made a token for a program"),
    "revoke_token": _("Ended a token of a program"),
    "clear_tokens": _("Cleared tokens of programs that ended long ago"),
    "clear_notices": _("Cleared old notices"),
    "begin_ties": _("Opened what was written before the clock was set back"),
    "clear_recoveries": _("Cleared recoveries that ended long ago"),
    "rebuild_audit_edge": _("Rebuilt the edge of the audit log from its entries"),
    "leave_network": _("Ended this node's part in the exchange"),
    "destroy_node": _("Began to destroy what this node holds"),
    "rotate_keys": _("Made a new key that seals from now on"),
    "install_node": _("Set up the node"),
    "upgrade_node": _("Upgraded the node"),
    "backup_node": _("Made a backup"),
    "restore_node": _("Restored a backup"),
}

OUTCOMES: Final[Mapping[str, tuple[Text, str]]] = {
    "done": (_("Done"), "green"),
    "refused": (_("Refused"), "orange"),
    "failed": (_("Failed"), "red"),
}

ACTORS: Final[Mapping[str, Text]] = {
    "console": _("Command line of the node"),
    "node": _("The node itself"),
    "nobody": _("A visitor, not signed in"),
}

METHODS: Final[Mapping[str, Text]] = {
    "password": _("password"),
    "passkey": _("passkey"),
    "totp": _("password and authenticator app"),
    "recovery_code": _("password and recovery code"),
    "password_passkey": _("password and passkey"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery codes"),
}

MOMENTS: Final = frozenset({"until", "since"})
"""Facts that are an instant: read in the node's time zone and the reader's words."""

FACTS: Final[Mapping[str, Text]] = {
    "reasons": _("Reasons"),
    "reason": _("Reason"),
    "finding": _("Finding"),
    "error": _("Fault"),
    "role": _("Role"),
    "duty": _("Duty"),
    "purpose": _("Purpose"),
    "basis": _("Ground"),
    "view": _("How much"),
    "surface": _("Shown as"),
    "compartment": _("Kind of record"),
    "handling": _("Handling codes"),
    "officer": _("Officer"),
    "other": _("Other officer"),
    "desk": _("Desk"),
    "agency": _("Agency"),
    "agency_kind": _("Kind of agency"),
    "country": _("Country"),
    "node": _("Node"),
    "record": _("Use"),
    "entity": _("Entity"),
    "other_entity": _("Other entity"),
    "method": _("With"),
    "step": _("Step"),
    "what": _("What"),
    "message_type": _("Kind of message"),
    "count": _("Number"),
    "tries": _("Tries"),
    "hours": _("Hours"),
    "size": _("Size"),
    "key": _("Key"),
    "digest": _("Digest"),
    "since": _("From"),
    "until": _("Until"),
}

_VALUES: Final[Mapping[str, Mapping[str, Text]]] = {
    "duty": {one.value: DUTIES[one] for one in Duty},
    "purpose": {one.value: PURPOSES[one] for one in Purpose},
    "basis": {one.value: BASES[one] for one in Basis},
    "view": {one.value: VIEWS[one] for one in View},
    "surface": {one.value: SURFACES[one] for one in Surface},
    "compartment": {one.value: COMPARTMENTS[one] for one in Compartment},
    "agency_kind": {one.value: AGENCY_KINDS[one] for one in AgencyKind},
    "method": METHODS,
    "finding": {one.value: words for one, words in FINDINGS.items()},
    "reason": {
        **{one.value: words for one, words in EXCLUSION_REASONS.items()},
        **{one.value: words for one, words in GRANT_REASONS.items()},
    },
}


class _Unknown(dict[str, str]):
    """Stands in for the facts of a refusal, which the log keeps as codes alone."""

    def __missing__(self, key: str) -> str:
        return "…"


_acts_of_subjects: dict[str, Text] = {}


def register_acts(words: Mapping[str, Text]) -> None:
    """Say what acts of a subject above read like in the audit log, by verb code."""
    _acts_of_subjects.update(words)


def every_act() -> Mapping[str, Text]:
    """Every verb code that has words, those of access first."""
    return {**ACTS, **_acts_of_subjects}


def act_words(action: str) -> Text:
    """An act in words; the verb itself for one of a later version."""
    return every_act().get(action, action)


def outcome_words(outcome: str) -> tuple[Text, str]:
    """How it ended, and the colour that repeats it."""
    return OUTCOMES.get(outcome, (outcome, ""))


def actor_words(actor: str) -> Text:
    """Who acted, where it was no officer; "" for an officer's code."""
    return ACTORS.get(actor, "")


def fact_words(facts: Mapping[str, Fact]) -> list[tuple[Text, str]]:
    """Facts of one entry as label and value, in the order they were written."""
    return [(FACTS.get(name, name), _value_words(name, str(value))) for name, value in facts.items()]


def fact_in_words(name: str, value: Fact) -> Text:
    """One fact of a refusal as it reads inside a sentence."""
    if name in ("role", "other"):
        return role_name(str(value))
    return _VALUES.get(name, {}).get(str(value), str(value))


def _value_words(name: str, value: str) -> str:
    if name == "reasons":
        return " · ".join(_reason_words(code) for code in value.split(","))
    if name == "role":
        return str(role_name(value))
    if name in MOMENTS:
        return moment_words(datetime.fromisoformat(value))
    return str(_VALUES.get(name, {}).get(value, value))


def _reason_words(code: str) -> str:
    known = wording.registered().get(code)
    return str(known.why) % _Unknown() if known else code
