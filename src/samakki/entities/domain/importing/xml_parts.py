"""XML of a spreadsheet in small pieces, each parsed whole and forgotten, so that memory does not grow with the file.

A part such as a sheet is one long list of like elements. Its bytes are cut behind the closing tag of such an element
and each piece is parsed as a document of its own. That also keeps the traps of XML out: a document type, without which
there are no entities to expand, can stand only before the first element, and there it is looked for.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.etree.ElementTree import fromstring as quickly

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from samakki.kernel.refusals import InvalidValue

BATCH_BYTES = 256 * 1024
LONGEST_ELEMENT = 16 << 20
_PROLOGUE = 64 * 1024
_ROOT = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?[A-Za-z_][\w.-]*)((?:\s[^<>]*)?)>")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)[\"']")
_MARK = b"\xef\xbb\xbf"


def parsed(document: bytes) -> Element:
    """A small document.

    Raises:
        InvalidValue: "xml-entities" (a document type or entities); "sheet-broken".
    """
    try:
        root: Element = fromstring(document, forbid_dtd=True)
    except DefusedXmlException:
        raise InvalidValue("xml-entities") from None
    except (ParseError, ValueError, LookupError):
        raise InvalidValue("sheet-broken") from None
    return root


def _list(document: bytes) -> Element:
    """A piece of a part. Its first tag is ours: no document type can stand before it, and the quick parser is safe."""
    try:
        return quickly(document)  # noqa: S314  (see above; a document type further in is not well-formed)
    except (ParseError, ValueError, LookupError):
        raise InvalidValue("sheet-broken") from None


def plain(tag: str) -> str:
    """A tag without its namespace: strict and usual spreadsheets differ in nothing else."""
    return tag.rpartition("}")[2]


class Elements:
    """The like elements of one part, in batches, and what stands behind them.

    Attributes:
        tail: bytes behind the list, once it was read to its end; at most 4 MB of them.
    """

    MOST_TAIL = 4 << 20

    def __init__(self, pieces: Iterable[bytes], *, container: str, element: str) -> None:
        """Make a reader.

        Args:
            pieces: the part.
            container: name of the element that holds the list: "sheetData", or of the root itself.
            element: name of the elements: "row".
        """
        self._pieces = iter(pieces)
        self._container = container.encode()
        self._element = element
        self.tail = b""

    def batches(self) -> Iterator[Element]:
        """Documents that hold one or more whole elements each.

        Raises:
            InvalidValue: "xml-entities"; "sheet-broken"; "sheet-row-too-long"; what the pieces raise.
        """
        root, held, is_empty = self._begun()
        if is_empty:
            self._keep_tail(held)
            return
        prefix = root[1].partition(b":")[0] + b":" if b":" in root[1] else b""
        closing = b"</" + prefix + self._element.encode() + b">"
        done = b"</" + (root[1] if root[1].endswith(self._container) else prefix + self._container) + b">"
        opened, closed = root[0], b"</" + root[1] + b">"
        for piece in self._pieces:
            held += piece
            if done in held:
                break
            if len(held) < BATCH_BYTES:
                continue
            cut = held.rfind(closing)
            if cut < 0:
                if len(held) > LONGEST_ELEMENT:
                    raise InvalidValue("sheet-row-too-long")
                continue
            cut += len(closing)
            yield _list(opened + held[:cut] + closed)
            held = held[cut:]
        inside, found, rest = held.partition(done)
        if not found:
            raise InvalidValue("sheet-broken")
        yield _list(opened + inside + closed)
        self._keep_tail(rest)

    def _begun(self) -> tuple[tuple[bytes, bytes], bytes, bool]:
        """The root's tag with its name, what was read of the list, and whether the list is empty."""
        head = b""
        for piece in self._pieces:
            head += piece
            found = self._opening(head)
            if found is not None:
                return found
            if len(head) > _PROLOGUE * 16:
                break
        raise InvalidValue("sheet-broken")

    def _opening(self, head: bytes) -> tuple[tuple[bytes, bytes], bytes, bool] | None:
        check_prologue(head)
        root = _ROOT.search(head)
        if root is None:
            return None
        local = root[1].rpartition(b":")[2]
        tag = b"<" + root[1] + root[2] + b">"
        if root[2].rstrip().endswith(b"/"):
            return (tag, root[1]), b"", True
        if local == self._container:
            return (tag, root[1]), head[root.end() :], False
        opening = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?" + self._container + rb"(?:\s[^<>]*)?(/?)>")
        found = opening.search(head, root.end())
        if found is None:
            return None
        return (tag, root[1]), head[found.end() :], bool(found[1])

    def _keep_tail(self, begun: bytes) -> None:
        kept = [begun[: self.MOST_TAIL]]
        size = len(kept[0])
        for piece in self._pieces:
            if size < self.MOST_TAIL:
                kept.append(piece[: self.MOST_TAIL - size])
                size += len(kept[-1])
        self.tail = b"".join(kept)


def check_prologue(head: bytes) -> None:
    """Refuse a document type, and an encoding in which one could hide.

    Raises:
        InvalidValue: "xml-entities"; "sheet-broken".
    """
    start = head[:_PROLOGUE].removeprefix(_MARK)
    if start and not start.lstrip().startswith(b"<"):
        raise InvalidValue("sheet-broken")
    declared = _DECLARED.match(start.lstrip())
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}:
        raise InvalidValue("sheet-broken")
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", start, flags=re.DOTALL))
    if b"<!DOCTYPE" in (start[: start.find(root[0])] if root else start):
        raise InvalidValue("xml-entities")
