"""What an officer finds: rows of the index that the policy lets them see, why each was found, and how many."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from samakki.access.domain.vocabulary import Basis, Compartment, Purpose, Surface, View
from samakki.access.models import Officer, Resource
from samakki.access.queries import decide_record, visible_ids
from samakki.entities import registries
from samakki.entities.domain.search_tokens import Kind, Line, tokens_of
from samakki.entities.domain.searching import Node, Query, Scope, SearchFilters, finds, parts_of, read_query
from samakki.entities.models import SearchEntry
from samakki.entities.queries.search.engines import rows_found
from samakki.entities.queries.search.narrowing import narrowed_by
from samakki.entities.queries.search.ordering import by_likeness
from samakki.entities.queries.search.spellings import other_spellings
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue

MOST = 1_000
"""Up to here a count is exact, and every hit is on a page."""
PAGE = 25
COMPARTMENTS = frozenset(
    {Compartment.INTELLIGENCE, Compartment.SUSPECTS, Compartment.CASE_FILE, Compartment.EXHIBITS, Compartment.TIPS}
)
"""Compartments whose records are in the index. Statements, care notes and identities never are."""
OWN_WORK = frozenset({Basis.TEAM, Basis.CLIENT, Basis.ROUTED, Basis.MANDATE})
"""Ties of one's own work; everything else was shared, sent or opened by somebody."""


class Found(Enum):
    """Why a record was found. Never how well: a number would be read as a score of a person."""

    WRITTEN = "written"  # as it was typed
    NUMBER = "number"  # by a phone, plate, account or document number
    SPELLING = "spelling"  # a name that may be the same, spelled otherwise
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found.

    Attributes:
        kind: "entity", or the kind under which its subject indexed it.
        reference: where to go.
        type: value of a ``domain.kinds.Kind``, or `kind` again.
        title: what a list shows of it.
        found: why.
        line: the value that was found where it is not the title, as written; "" otherwise.
        first_day: day, or first of the days, it is dated; "" without one.
        grade: 4x4, or as much of it as there is.
    """

    kind: str
    reference: str
    type: str
    title: str
    found: Found
    line: str
    first_day: str
    grade: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found.

    Attributes:
        hits: of this page.
        count: how many there are, at most `MOST`.
        is_more: there are more than that.
        number: of this page, from 1.
        pages: how many there are; 0 without a hit.
        is_empty: nothing was asked that can be looked for.
    """

    hits: tuple[Hit, ...] = ()
    count: int = 0
    is_more: bool = False
    number: int = 1
    pages: int = 0
    is_empty: bool = False


def search(
    *, by: Officer, text: str, filters: SearchFilters, page: int = 1, surface: Surface = Surface.SEARCH
) -> SearchPage:
    """Find what `by` may see.

    Records that hold what was typed come first, the last indexed before the others; then those that hold another
    spelling of it, the likeliest first. Only records that may show both in a search and in a count are looked at, so no
    number, order or page depends on anything hidden.

    Trap: does not log. Pages go through ``actions.search_records``, which does.

    Args:
        by: who searches.
        text: one line, as typed.
        filters: what narrows it, and how far it reaches.
        page: from 1; one that is not there gives the last.
        surface: where the hits show besides.
    """
    text = text.replace("\0", " ")
    query = read_query(text, other_spellings)
    if query.written is None:
        return SearchPage(is_empty=True)
    visible = visible_to(by, filters, surface)
    if filters.case and not decide_record(by=by, reference=filters.case, purpose=None, surface=Surface.SEARCH).view:
        visible = frozenset()
    narrowed = narrowed_by(filters, case_records=_records_of(filters.case) & visible if filters.case else ())
    # A reference is unique: where it is found it comes first, and is in one place only.
    named = _named(text, visible)

    def ask(node: Node) -> tuple[int, ...]:
        return rows_found(node, visible=visible, narrowed=narrowed, most=MOST + 1)

    written = ask(query.written)
    spelled = ask(query.spelled) if query.spelled is not None and len(written) <= MOST else ()
    first = frozenset(written)
    likely = by_likeness(text, tuple(row for row in spelled if row not in first))
    everything = list(dict.fromkeys((*named, *written, *likely)))
    is_more = max(len(written), len(spelled), len(everything)) > MOST
    everything = everything[:MOST]
    pages = -(-len(everything) // PAGE)
    number = max(1, min(page, pages))
    wanted = everything[(number - 1) * PAGE : number * PAGE]
    hits = _hits(wanted, query, named=frozenset(named), written=frozenset(written))
    return SearchPage(hits, len(everything), is_more, number, pages)


def visible_to(by: Officer, filters: SearchFilters, surface: Surface = Surface.SEARCH) -> frozenset[int]:
    """Numbers of the records that a search may look at."""
    bases = OWN_WORK if filters.scope is Scope.MINE else frozenset(Basis)
    purpose = Purpose(filters.purpose) if filters.purpose else None

    return visible_ids(
        by=by,
        surfaces={Surface.SEARCH, Surface.COUNT, surface},
        purpose=purpose,
        compartments=COMPARTMENTS,
        views=(View.FULL,),  # the index holds what records say, so a summary is not enough
        bases=bases,
    )


def _records_of(case: str) -> frozenset[int]:
    """Numbers of the records that subjects above file in a case."""
    references = {case, *(one for told in registries.case_records.values() for one in told(case))}
    return frozenset(Resource.objects.filter(reference__in=references).values_list("pk", flat=True))


def _named(text: str, visible: Collection[int]) -> tuple[int, ...]:
    try:
        reference = parse_reference(text)
    except InvalidValue:
        return ()
    rows = SearchEntry.objects.filter(reference=reference).values_list("pk", "resource_id")
    return tuple(sorted(row for row, resource in rows if resource in visible))


def _hits(numbers: Sequence[int], query: Query, *, named: Collection[int], written: Collection[int]) -> tuple[Hit, ...]:
    rows = SearchEntry.objects.defer("tokens").in_bulk(numbers)
    found = []
    for number in numbers:
        if number not in rows:  # it went between the two questions
            continue
        row = rows[number]
        lines = [Line(Kind(kind), text, language) for kind, text, language in row.lines]
        if number in named:
            why, line = Found.REFERENCE, ""
        elif number in written and query.written is not None:
            why, line = Found.NUMBER if query.is_number else Found.WRITTEN, _line(query.written, lines)
        else:
            why, line = Found.SPELLING, _line(query.spelled, [one for one in lines if one.kind is Kind.NAME])
        grade = f"{row.source_grade}{row.information_grade}"
        shown = "" if line == row.title else line
        found.append(Hit(row.kind, row.reference, row.type, row.title, why, shown, row.first_day, grade))
    return tuple(found)


def _line(node: Node | None, lines: Iterable[Line]) -> str:
    """The value that was found: one that holds all that was asked for, else one that holds a part of it."""
    if node is None:
        return ""
    for with_keys in (False, True):
        read = [(line, tokens_of([line], with_keys=with_keys)) for line in lines]
        for wanted in (node, *parts_of(node)):
            for line, tokens in read:
                if finds(wanted, tokens):
                    return line.text
    return ""
