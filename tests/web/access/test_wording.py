"""Every code of access has words. Refusals are walked by the rules tests; here is the rest."""

import ast
from collections.abc import Collection
from enum import Enum
from pathlib import Path

import pytest
from django.utils import translation

from samakki.access.audit import facts
from samakki.access.domain.breakglass import Finding
from samakki.access.domain.exclusion import ExclusionReason
from samakki.access.domain.membership import GrantReason
from samakki.access.domain.notices import NoticeCode
from samakki.access.domain.roles import ROLES
from samakki.access.domain.vocabulary import AgencyKind, Basis, Compartment, Duty, Purpose, Surface, View
from samakki.access.web.wording import acts, notices, records, roles, vocabulary
from samakki.kernel.refusals import Refusal
from samakki.ui.languages import LANGUAGES
from samakki.ui.wording import worded

SOURCES = Path(__file__).parents[3] / "src" / "samakki"
VOCABULARY: tuple[tuple[type[Enum], Collection[object]], ...] = (
    (Purpose, vocabulary.PURPOSES),
    (Compartment, vocabulary.COMPARTMENTS),
    (View, vocabulary.VIEWS),
    (Basis, vocabulary.BASES),
    (Duty, vocabulary.DUTIES),
    (AgencyKind, vocabulary.AGENCY_KINDS),
    (Surface, vocabulary.SURFACES),
    (NoticeCode, notices.NOTICES),
    (Finding, records.FINDINGS),
    (ExclusionReason, records.EXCLUSION_REASONS),
    (GrantReason, records.GRANT_REASONS),
)


@pytest.mark.parametrize(("kind", "words"), VOCABULARY, ids=[kind.__name__ for kind, _words in VOCABULARY])
def test_every_word_of_the_vocabulary_has_words(kind: type[Enum], words: Collection[object]) -> None:
    assert set(words) == set(kind)


def test_every_role_has_words() -> None:
    assert set(roles.ROLE_WORDS) == set(ROLES)


def logged_verbs() -> set[str]:
    """Every verb that any part of the software writes into the audit log, read off the calls that write it."""
    verbs = set()
    for path in SOURCES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or len(call.args) < 2:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            verb = call.args[1]
            if name in {"record", "logged_refusal"} and isinstance(verb, ast.Constant) and isinstance(verb.value, str):
                verbs.add(verb.value)
    return verbs - {""}


def test_every_act_in_the_log_has_words() -> None:
    found = logged_verbs()
    assert "open_break_glass" in found
    assert found - set(acts.every_act()) == set()


def test_every_fact_in_the_log_has_words() -> None:
    assert set(acts.FACTS) == set(facts.FACTS)


def test_an_act_of_a_later_version_reads_as_its_verb() -> None:
    assert str(acts.act_words("teleport")) == "teleport"


def test_codes_inside_a_refusal_read_as_words() -> None:
    reason = Refusal("roles-exclude-each-other", {"role": "custodian", "other": "investigator"})
    with translation.override("en"):
        assert "both “Custodian of identities” and “Investigator”" in worded(reason).why
        kind = Refusal("role-not-for-agency", {"role": "judge", "kind": "police"})
        assert worded(kind).why == "“Judge” is not held in an agency of this kind: Police."


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_notices_keep_their_reference_in_every_language(language: str) -> None:
    with translation.override(language):
        for code in NoticeCode:
            title, text = notices.notice_words(code.value, "C-7K3QR")
            assert title
            assert "%(" not in text
            if "%(reference)s" in str(notices.NOTICES[code].text):
                assert "C-7K3QR" in text
