"""``docs/reference/records.md``: what every table holds, how sensitive each field is, and how long rows stay."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from samakki.access.domain.classification import Class, Records
from samakki.access.web.wording.vocabulary import COMPARTMENTS
from samakki.node.wiring import THIRD_PARTY_RECORDS
from tools.pages import table

OPENING = """\
# Records

Every stored field has a class, every table a kind of content and a retention; a field without a decision fails the
build. Operational: codes, times, states, which say nothing about a person by themselves. Personal: about a person.
Special: health, sexual life, origin, biometric data, or that somebody is protected (Dir. (EU) 2016/680, Art. 10).

"""


def page() -> str:
    """The whole page."""
    kinds = {
        f"{subject.label}.{kind.__name__}": kind
        for subject in apps.get_app_configs()
        for kind in subject.get_models(include_auto_created=True)
    }
    return OPENING + table(
        ["table", "kind of content", *(one.value for one in Class), "retention"],
        (row(label, kinds[label]) for label in sorted(kinds)),
    )


def row(label: str, kind: type[models.Model]) -> list[str]:
    """One table."""
    records: Records = vars(kind).get("records") or THIRD_PARTY_RECORDS[label]
    fields = (", ".join(sorted(name for name, is_of in records.fields.items() if is_of is one)) or "–" for one in Class)
    return [f"`{label}`", str(COMPARTMENTS[records.compartment]), *fields, records.retention]
