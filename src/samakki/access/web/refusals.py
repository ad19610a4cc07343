"""Refusals that belong to a field: shown beside it and in the summary, with what was typed still there."""

from collections.abc import Mapping

from django import forms

from samakki.kernel.refusals import InvalidValue, Refusal, Refused
from samakki.ui.wording import worded


def show_in(form: forms.Form, problem: Refused | InvalidValue, fields: Mapping[str, str] | None = None) -> None:
    """Put what an action refused into the form that asked for it.

    Args:
        form: bound and valid until now.
        problem: what the action raised.
        fields: name of the field a refusal code belongs to; a code that is not listed stands above all fields.
    """
    reasons = (problem.refusal,) if isinstance(problem, InvalidValue) else problem.reasons
    for reason in reasons:
        field = (fields or {}).get(reason.code)
        form.add_error(field if field in form.fields else None, _sentence(reason))


def _sentence(reason: Refusal) -> str:
    words = worded(reason)
    return f"{words.why} {words.now}".strip()
