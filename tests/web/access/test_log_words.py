from django.utils import translation

from samakki.access.audit.facts import FACTS, MOMENT
from samakki.access.web.wording.acts import MOMENTS, fact_words


def test_an_instant_of_the_log_is_read_in_words() -> None:
    with translation.override("en"):
        (told,) = fact_words({"until": "2026-11-22T18:47:04Z"})
    assert (str(told[0]), "T18" in told[1], "Nov 2026" in told[1]) == ("Until", False, True)


def test_every_instant_that_the_log_may_hold_is_read_in_words() -> None:
    """A new fact of that form would stand there as a machine wrote it."""
    assert {name for name, form in FACTS.items() if form is MOMENT} == MOMENTS
