"""Connections as pages show them: one sentence with both names in it, who says so, and what was said before."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINKS, LinkKind, direct_kind_of, kind_of_entity, link_kind_of
from samakki.entities.domain.reading import romanised
from samakki.entities.queries import Assertion, Caption, LinkRow
from samakki.entities.web import showing
from samakki.entities.web.naming import name_of
from samakki.entities.web.showing import Saying
from samakki.entities.web.wording.kinds import LINK_SENTENCES, sentence_parts
from samakki.entities.web.wording.properties import property_words
from samakki.ui.wording import Text

ROLES = frozenset({"role", "relationship", "purpose"})
"""Properties in which a link says in words what one end is to the other."""

FIXED_ROLES = frozenset(form.role for form in LINKS.values() if form.role)
"""Roles that only tell kinds of link apart: the sentence says them."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a connection.

    Attributes:
        reference: of the entity; its page is linked unless it is the one that is shown.
        latin: how the name may read in Latin letters.
        is_named: the name is its own, rather than the word for its kind.
        is_here: this is the page of that entity.
    """

    reference: str
    name: Text
    latin: str
    is_named: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Before:
    """Something that was said of a connection and withdrawn."""

    label: Text
    value: str
    saying: Saying


@dataclass(frozen=True, slots=True)
class Connection:
    """A connection in words.

    Attributes:
        parts: the sentence in pieces: words, or an end in their place.
        role: what somebody wrote that one is to the other; alleged.
        said: what else is said of it, label and words.
        url: of its page or, for a direct one, of the page that withdraws it; empty where there is nothing to do.
        may_change: the reader may correct or withdraw it.
        before: what was said of it and withdrawn.
    """

    parts: tuple[tuple[str, End | None], ...]
    role: str
    said: tuple[tuple[Text, str], ...]
    saying: Saying
    url: str
    may_change: bool
    before: tuple[Before, ...]


def connection(row: LinkRow, *, here: Collection[str] = (), changeable: Collection[str] = ()) -> Connection:
    """A connection in the active language.

    Args:
        row: the connection.
        here: references of the entity on the page.
        changeable: references of records that the reader may change.
    """
    ends = {"first": _end(row.first, here), "second": _end(row.second, here)}
    sentence = sentence_parts(kind_of_link(row))
    role = role_of(row)
    made = row.ends[0]
    may_change = row.is_current and made.source.record in changeable
    return Connection(
        tuple(("", ends[part]) if is_end else (part, None) for part, is_end in sentence),
        "" if role in FIXED_ROLES else role,
        tuple(
            (property_words(one.prop), showing.value_words(row.link.schema, one.prop, one.value))
            for one in row.assertions
            if one.target is None and one.prop not in ROLES
        ),
        showing.saying((*row.assertions, *row.ends)[0]),
        _url(row, made) if may_change or (row.history and not row.is_direct) else "",
        may_change,
        tuple(_before(row, one) for one in row.history),
    )


def kind_of_link(row: LinkRow) -> LinkKind:
    """What an officer would have picked."""
    return direct_kind_of(row.prop) if row.is_direct else link_kind_of(row.link.schema, role_of(row))


def role_of(row: LinkRow) -> str:
    """What the link says in words that one end is to the other; of one that holds no more, what it said last."""
    current = [one.value for one in row.assertions if one.prop in ROLES]
    before = [one.value for one in row.history if one.prop in ROLES]
    if before and not row.is_current:
        return before[-1]
    return next(iter(current), "")


def _end(caption: Caption, here: Collection[str]) -> End:
    kind = kind_of_entity(caption.schema, caption.services)
    latin = "" if caption.protected or not caption.text else romanised(caption.text)
    return End(caption.reference, name_of(caption, kind), latin, bool(caption.text), is_here=caption.reference in here)


def _name_of(caption: Caption) -> str:
    return str(name_of(caption, kind_of_entity(caption.schema, caption.services)))


def _url(row: LinkRow, made: Assertion) -> str:
    if row.is_direct:
        return reverse("entities:withdraw", args=[made.entity, made.id])
    return reverse("entities:connection", args=[row.link.reference])


def _before(row: LinkRow, one: Assertion) -> Before:
    value = showing.value_words(row.link.schema, one.prop, one.value)
    if one.target is None and one.value in FIXED_ROLES:
        # The role only tells kinds of link apart: what was said is the sentence.
        names = {"first": _name_of(row.first), "second": _name_of(row.second)}
        words = str(LINK_SENTENCES[link_kind_of(row.link.schema, one.value)]) % names
        return Before(_("How are they connected?"), words, showing.saying(one))
    if one.target is None:
        return Before(property_words(one.prop), value, showing.saying(one))
    name = _name_of(one.target)
    is_first = one.prop == (schemata.ends(row.link.schema) or ("", ""))[0]
    return Before(_("Who or what (1)") if is_first else _("Whom or what (2)"), name, showing.saying(one))
