"""Kinds of records that a search finds, and where each is read. Subjects above register theirs when the node starts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain.kinds import Kind
from samakki.entities.web.wording.kinds import KINDS
from samakki.ui.wording import Text

ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Searchable:
    """One kind of record.

    Attributes:
        label: what one is called.
        url_name: of the page that shows one; takes ``reference`` as its only argument.
    """

    label: Text
    url_name: str


_kinds: dict[str, Searchable] = {ENTITY: Searchable("", "entities:entity")}


def register_kind(kind: str, label: Text, url_name: str) -> None:
    """Say what records are called that ``actions.index_text`` indexes under `kind`, and where one is read."""
    _kinds[kind] = Searchable(label, url_name)


def registered() -> dict[str, Searchable]:
    """Every kind."""
    return dict(_kinds)


def type_words(kind: str, type_: str) -> Text:
    """What a hit is called."""
    if kind == ENTITY:
        return KINDS.get(Kind(type_), type_) if type_ in {one.value for one in Kind} else type_
    found = _kinds.get(kind)
    return found.label if found else kind


def url_of(kind: str, reference: str) -> str:
    """Address of a hit; "" where nobody registered a page for it."""
    found = _kinds.get(kind)
    if found is None:
        return ""
    try:
        return reverse(found.url_name, args=[reference])
    except NoReverseMatch:
        return ""


def type_choices() -> Iterator[tuple[str, Text]]:
    """Everything that a search can be narrowed to."""
    yield "", _("Everything")
    yield from ((kind.value, words) for kind, words in KINDS.items())
    yield from ((kind, one.label) for kind, one in _kinds.items() if kind != ENTITY)
