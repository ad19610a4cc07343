"""Proves that nothing in the log was changed or dropped, or names the first thing that was.

Everything is computed anew from the entries' columns, in constant memory. For every place, in this order:
 1. It is the next one, without a gap.
 2. Its stamp was made by the sequencer for this place and this leaf hash.
 3. Its entry is there.
 4. The entry's columns, written out again, give the stored leaf and the leaf hash.
Whenever the walk has filled a block, or reaches the size of a checkpoint or of the edge:
 5. The stored root of the block is that of its entries.
 6. A checkpoint's note is signed by this node's key for this log and this size, and stands in database and file.
 7. Its root, or the edge's, is the root of the entries so far, and the log is not shorter than it says.
After the walk:
 8. Entries without a place are what was recorded, and none that waits is gone.

Not proved: that the newest entries, after the last checkpoint, were not cut off by somebody who can write to the
database and puts back an edge that the sequencer stamped before; nor anything against somebody who also holds the
node's checkpoint key, except beside a copy of a checkpoint kept elsewhere.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import islice
from typing import NoReturn

from django.db.models import Max, Min

from samakki.access.audit import suspects
from samakki.access.audit.guards import unguarded
from samakki.access.audit.notebook import Notebook
from samakki.access.audit.origin import checkpoint_file, origin, signing_keys
from samakki.access.audit.pages import PAGE, Page, Place
from samakki.access.audit.report import BadFound, FirstBad, VerifyReport, Why
from samakki.access.audit.sequencing import BLOCK, genuine_edge
from samakki.access.audit.stamps import Stamps, place_content
from samakki.access.audit.statements import Pinned, Source, Statement, statements
from samakki.access.audit.unplaced import check_unplaced, oldest_unplaced
from samakki.access.domain.merkle import Edge
from samakki.access.models import AuditBlock, AuditPlace
from samakki.sealing.errors import SealBroken
from samakki.sealing.notes import Checkpoint, open_note, parse_checkpoint
from samakki.sealing.signing import SigningKey


def verify(told: Callable[[int], None] | None = None) -> VerifyReport:
    """Walk through the whole log. The node may go on working; what it adds meanwhile is left for the next walk.

    Args:
        told: called with the number of entries proved so far, about once for every thousand.

    Returns:
        What was found. An error of the disk or the network is raised, not reported as tampering.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken: without the node's checkpoint key nothing can be proved.
    """
    walk = _Walk(signing_keys(), Notebook(checkpoint_file()))
    first_bad = None
    try:
        for proved in walk.steps():
            if told is not None:
                told(proved)
        check_unplaced()
    except BadFound as found:
        first_bad = found.bad
    unsequenced, oldest = oldest_unplaced()
    return VerifyReport(
        size=walk.size,
        root=walk.edge.root if first_bad is None else None,
        first_bad=first_bad,
        unsequenced=unsequenced,
        oldest_unsequenced_at=oldest,
        checkpoints=walk.held[Source.TABLE],
        file_checkpoints=walk.held[Source.FILE],
        unguarded=unguarded(),
    )


class _Walk:
    """State of one walk: the edge over what is proved, and which statements held."""

    def __init__(self, keys: Sequence[SigningKey], book: Notebook) -> None:
        self._keys = keys
        self._book = book
        self._pinned = Pinned.now(book)
        last = AuditPlace.objects.aggregate(last=Max("position"))["last"]
        self.size = 0 if last is None else int(last) + 1
        row = self._pinned.edge
        self._stored_edge = Edge() if row is None else genuine_edge(row, keys)
        self._edge_size = 0 if self._stored_edge is None else self._stored_edge.size
        self._signed_since = 0  # index of the key that signed the last checkpoint
        self._held_at = 0  # size of the last statement that held
        self._leaves = self._proven_leaves()
        self.edge = Edge()
        self.held = dict.fromkeys(Source, 0)

    def steps(self) -> Iterator[int]:
        """Do the walk; gives the number of entries proved so far now and then.

        Raises:
            BadFound: at the first thing wrong.
        """
        for size, stated in statements(self._book, self._pinned, self._stored_edge or Edge()):
            yield from self._advance(min(size, self.size))
            for statement in stated:
                self._check_statement(statement)
            self._check_both_have_it(size, {statement.source for statement in stated})
        yield from self._advance(self.size)
        if self._stored_edge is None or (self._pinned.edge is None and self.size):
            raise BadFound(FirstBad(Why.SUMMARY_CHANGED, self.size, self.size))

    def _advance(self, size: int) -> Iterator[int]:
        while self.edge.size < size:
            block = self.edge.size // BLOCK
            stop = min(size, (block + 1) * BLOCK)
            self.edge, roots = self.edge.grown(islice(self._leaves, stop - self.edge.size), block=BLOCK)
            if roots and AuditBlock.objects.filter(number=block).values_list("root", flat=True).first() != roots[0]:
                raise BadFound(FirstBad(Why.SUMMARY_CHANGED, block * BLOCK, stop))  # 5.
            yield self.edge.size

    def _proven_leaves(self) -> Iterator[bytes]:
        stamps = Stamps(self._keys)
        due = 0
        while True:  # the walk asks for as many as there are places
            stop = min(due + PAGE, self.size)
            page = Page(due, stop)
            for place in page.places():
                yield self._proven_leaf(due, place, page, stamps)
                due += 1
            if due < stop:
                self._raise_gap(due)

    def _proven_leaf(self, due: int, place: Place | int, page: Page, stamps: Stamps) -> bytes:
        position = place.position if isinstance(place, Place) else place
        if position != due:  # 1.
            self._raise_gap(due)
        if not isinstance(place, Place):
            raise BadFound(FirstBad(Why.CHANGED, due, due + 1))
        if not stamps.fit(place_content(due, place.leaf_hash), place.stamp):  # 2.
            stated, reach = max(self._edge_size, self._pinned.newest), max(self._edge_size, self.size)
            raise BadFound(suspects.bad_stamp(place, self._keys, size=self.size, reach=reach, stated_size=stated))
        written = page.written(place.entry_id)
        if written is None:  # 3.
            raise BadFound(FirstBad(Why.DROPPED, due, due + 1, place.entry_id))
        if not written.is_as_stored or written.leaf_hash != place.leaf_hash:  # 4.
            raise BadFound(suspects.bad_entry(place, written.leaf_hash))
        return place.leaf_hash

    def _raise_gap(self, due: int) -> NoReturn:
        following = AuditPlace.objects.filter(position__gt=due).aggregate(first=Min("position"))["first"]
        raise BadFound(FirstBad(Why.DROPPED, due, following))

    def _check_statement(self, statement: Statement) -> None:
        size, root = statement.size, statement.root
        if statement.source is not Source.EDGE:  # the edge's stamp was checked when it was read
            said = self._opened(statement.note)  # 6.
            if said is None or said.origin != origin() or said.size != size or root not in (None, said.root):
                raise BadFound(FirstBad(Why.CHECKPOINT_FORGED, size, size))
            root = said.root
        if size > self.size:  # 7.
            raise BadFound(FirstBad(Why.DROPPED, self.size, max(size, self._edge_size)))
        if root != self.edge.root:
            raise BadFound(FirstBad(Why.CHANGED, self._held_at, size))
        self._held_at = size
        self.held[statement.source] += 1

    def _opened(self, note: str) -> Checkpoint | None:
        """What the note says, if one of the keys signed it: the one that signed the note before, or a later one."""
        for index in range(self._signed_since, len(self._keys)):
            try:
                said = parse_checkpoint(open_note(note, name=origin(), public_key=self._keys[index].public))
            except SealBroken:
                continue
            self._signed_since = index
            return said
        return None

    def _check_both_have_it(self, size: int, sources: Set[Source]) -> None:
        """A row is written before the file, so the file alone may lack the newest ones; a lost file lacks all."""
        if Source.FILE in sources and Source.TABLE not in sources:
            raise BadFound(FirstBad(Why.CHECKPOINT_DROPPED, size, size))
        if Source.TABLE in sources and Source.FILE not in sources and size < self._pinned.file_size:
            raise BadFound(FirstBad(Why.CHECKPOINT_DROPPED, size, size))
