"""What a print leaves out because it belongs to another state that has not allowed its use in court.

An event that rests on it is not printed. A person or thing of it is called by reference. On the list for the defence
the row stays, without its words: that something is there is never left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from samakki.cases.queries import PersonRow
from samakki.cases.queries.disclosure import DisclosureRow
from samakki.cases.queries.events import EventRow
from samakki.cases.web.papers.content import Content
from samakki.entities.registries import Withheld, withheld_among
from samakki.exchange.web.naming import desk_name
from samakki.ui.printing import Block, Heading, Note


def with_owner(found: Iterable[Withheld]) -> list[tuple[Withheld, str]]:
    """What is withheld, each with the name of the desk that owns it, or its address."""
    return [(one, desk_name(one.owner) or one.owner) for one in found]


@dataclass(slots=True)
class LeftOut:
    """What is withheld among the rows of one print, and what of the print that touched.

    Attributes:
        held: by reference.
        touched: references of rows that are shorter or missing.
    """

    held: Mapping[str, Withheld]
    touched: set[str] = field(default_factory=set)

    @classmethod
    def among(
        cls,
        *,
        events: Iterable[EventRow] = (),
        people: Iterable[PersonRow] = (),
        listed: Iterable[DisclosureRow] = (),
    ) -> "LeftOut":
        """What is withheld of what these rows rest on or name."""
        references = {row.entity for row in people} | {row.reference for row in listed}
        for row in events:
            references |= {row.source, *(reference for reference, _caption in row.linked)} - {""}
        return cls(withheld_among(references))

    @property
    def sources(self) -> tuple[Withheld, ...]:
        """One for each thing that came and holds something back, for the page that leads to its owner."""
        return tuple({one.source: one for one in self.held.values()}.values())

    def events(self, rows: Sequence[EventRow]) -> tuple[EventRow, ...]:
        """Events that may be printed, with who is withheld called by reference."""
        self.touched |= {row.reference for row in rows if row.source in self.held}
        return tuple(self._event(row) for row in rows if row.source not in self.held)

    def people(self, rows: Sequence[PersonRow]) -> tuple[PersonRow, ...]:
        """People of the case, with who is withheld called by reference."""
        self.touched |= {row.entity for row in rows if row.entity in self.held}
        return tuple(replace(row, caption="") if row.entity in self.held else row for row in rows)

    def listed(self, rows: Sequence[DisclosureRow]) -> tuple[DisclosureRow, ...]:
        """The list for the defence: every row, without words that may not be shown."""
        self.touched |= {row.reference for row in rows if row.reference in self.held}
        words = _("Its words belong to another state, which has not allowed their use in court.")
        return tuple(replace(row, words=words) if row.reference in self.held else row for row in rows)

    def told(self, content: Content) -> Content:
        """The print with a note of what it leaves out; it does not say whose that is."""
        if not self.touched:
            return content
        note = _("Belongs to another state, which has not allowed its use in court: %(which)s.") % {
            "which": ", ".join(sorted(self.touched))
        }
        more: list[Block] = [Heading(_("Left out")), Note(note)]
        return replace(content, blocks=[*content.blocks, *more])

    def _event(self, row: EventRow) -> EventRow:
        linked = tuple((one, "" if one in self.held else caption) for one, caption in row.linked)
        if linked != row.linked:
            self.touched |= {one for one, _caption in row.linked if one in self.held}
        return replace(row, linked=linked) if linked != row.linked else row
