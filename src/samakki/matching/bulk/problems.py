"""Why linking stopped, as a code with facts; the command puts it into words."""

from pathlib import Path

from samakki.kernel.refusals import Fact, InvalidValue


class CannotLink(InvalidValue):
    """Input that cannot be linked as it is.

    Facts hold file names, row numbers and headings, never the content of a cell.
    """

    def __init__(self, code: str, path: Path | None = None, **facts: Fact) -> None:
        super().__init__(code, **({"file": path.name} if path else {}), **facts)
