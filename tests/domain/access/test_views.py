from itertools import product

import pytest

from samakki.access.domain.purposes import OPENS
from samakki.access.domain.views import (
    BASIS_SURFACES,
    COMPARTMENT_SURFACES,
    STRENGTH,
    VIEW_SURFACES,
    contains,
    strength,
    view_on,
)
from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View


def test_every_word_has_its_row() -> None:
    assert set(COMPARTMENT_SURFACES) == set(Compartment)
    assert set(VIEW_SURFACES) == set(View)
    assert set(BASIS_SURFACES) == set(Basis)
    assert set(OPENS) == set(Purpose)
    assert sorted(STRENGTH, key=lambda view: view.value) == sorted(View, key=lambda view: view.value)


def test_full_is_the_strongest_and_a_code_the_weakest() -> None:
    assert max(View, key=strength) is View.FULL
    assert min(View, key=strength) is View.CODE


def test_what_contains_another_is_never_the_weaker_of_the_two() -> None:
    for one, other in product(View, View):
        assert not contains(one, other) or strength(one) >= strength(other)


@pytest.mark.parametrize(
    ("view", "other"),
    [
        (View.SERVICE_ROW, View.FITNESS_NOTE),
        (View.STATUS, View.RISK_NOTE),
        (View.SUMMARY, View.FULL),
        (View.RESULT, View.METADATA),
    ],
)
def test_one_kind_of_note_does_not_contain_another(view: View, other: View) -> None:
    assert not contains(view, other)


@pytest.mark.parametrize("view", View)
def test_a_notification_carries_codes_alone(view: View) -> None:
    assert view_on(Surface.NOTIFICATION, view, is_protected=False) is View.CODE


def test_only_a_protected_person_is_reduced_on_a_chart() -> None:
    assert view_on(Surface.CHART, View.FULL, is_protected=True) is View.CODE
    assert view_on(Surface.CHART, View.FULL, is_protected=False) is View.FULL
    assert view_on(Surface.PAGE, View.FULL, is_protected=True) is View.FULL
