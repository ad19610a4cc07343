"""Where trust data is read from: a folder, files in memory, or an address. Nobody believes what comes from there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from tuf.api.exceptions import DownloadError, DownloadHTTPError
from tuf.ngclient import FetcherInterface, Urllib3Fetcher

from samakki.exchange.domain.trust.errors import SourceSilent
from samakki.exchange.trust.names import SAFE_NAME

BASE = "trust://list/"
_MISSING = 404
_SECONDS = 30
_PIECE = 65536
_MOST_BYTES = 8_000_000


class Source(Protocol):
    """Gives the content of a file such as ``metadata/1.root.json``."""

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such file."""


class Files:
    """Files in memory: what came in a bundle, or is about to be written."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such file."""
        return self._files.get(name)


class Folder:
    """A folder, such as a stick that somebody brought."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, name: str) -> bytes | None:
        """The content; None where there is no such file."""
        if not SAFE_NAME.fullmatch(name):
            return None
        try:
            with (self.path / name).open("rb") as file:
                return file.read(_MOST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


class Over:
    """One source before another."""

    def __init__(self, first: Source, then: Source) -> None:
        self._sources = (first, then)

    def read(self, name: str) -> bytes | None:
        """The content; None where neither has such a file."""
        return next((found for one in self._sources if (found := one.read(name)) is not None), None)


class SourceFetcher(FetcherInterface):
    """Hands a source's files to the TUF library."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def _fetch(self, url: str) -> Iterator[bytes]:
        content = self._source.read(url.removeprefix(BASE))
        if content is None:
            message = f"there is no {url.removeprefix(BASE)}"
            raise DownloadHTTPError(message, _MISSING)
        yield from (content[start : start + _PIECE] for start in range(0, len(content), _PIECE))


def read_from(where: Source | str, name: str, *, most: int) -> bytes:
    """One file of a source or an address.

    Raises:
        SourceSilent: it is not there, or too long.
    """
    fetcher, base = fetcher_of(where)
    try:
        return fetcher.download_bytes(f"{base}{name}", most)
    except DownloadError as error:
        message = f"{name} could not be fetched: {error}."
        raise SourceSilent(message) from error


def fetcher_of(where: Source | str) -> tuple[FetcherInterface, str]:
    """The fetcher for a source or an address, and the base of its names.

    Args:
        where: a source, the path of a folder, or the address under which ``metadata/`` and ``targets/`` lie.
    """
    if not isinstance(where, str):
        return SourceFetcher(where), BASE
    if urlsplit(where).scheme in {"http", "https"}:
        return Urllib3Fetcher(socket_timeout=_SECONDS, app_user_agent="samakki"), where.rstrip("/") + "/"
    return SourceFetcher(Folder(Path(where))), BASE
