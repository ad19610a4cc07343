"""The demonstration's secretariat: a process that hosts the trust list, and nothing else.

It hands out signed files that it can neither change nor read a name from, and dates the list anew once a day, which is
all that a host does. Standard library only; it holds no database, no officers and no keys of a node.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOSTED = ("metadata", "targets")
DAY_SECONDS = 24 * 60 * 60
LOOK_SECONDS = 1.0
FIRST_PAGE = """\
The secretariat of the demonstration hosts the trust list: who takes part in the exchange, signed by the countries.
It can change nothing in it. Nodes fetch metadata/timestamp.json and what follows from it.
"""


class ListHandler(BaseHTTPRequestHandler):
    """Gives the files of a folder's ``metadata`` and ``targets`` away."""

    def __init__(self, folder: Path, *given: object, **options: object) -> None:
        self._folder = folder.resolve()
        super().__init__(*given, **options)  # type: ignore[arg-type]  # passed on as they came

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == "/":
            self._answer(200, "text/plain; charset=utf-8", FIRST_PAGE.encode())
            return
        path = (self._folder / self.path.lstrip("/")).resolve()
        is_hosted = any(path.is_relative_to(self._folder / part) for part in HOSTED) and path.suffix == ".json"
        try:
            content = path.read_bytes() if is_hosted else None
        except OSError:
            content = None
        if content is None:
            self._answer(404, "text/plain; charset=utf-8", b"There is no such file.\n")
        else:
            self._answer(200, "application/json", content)

    def log_message(self, *_given: object) -> None:
        """Write nothing: who asks for the list is nobody's business."""

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def serve(network: Path, port: int) -> None:
    """Host the list until the process that started this one ends."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    threading.Thread(target=_date_anew, args=(network,), daemon=True).start()
    ThreadingHTTPServer(("127.0.0.1", port), partial(ListHandler, network / "list")).serve_forever()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(0)


def _date_anew(network: Path) -> None:
    """Publish once a day, in a program of its own: what signs is loaded for a second only."""
    while True:
        stamp = network / "list" / "metadata" / "timestamp.json"
        left = DAY_SECONDS - (time.time() - stamp.stat().st_mtime)
        if left > 0:
            time.sleep(left)
        subprocess.run([sys.executable, "-m", "samakki.demo.ceremony", str(network)], check=False)  # noqa: S603  (our own program)


def main(words: Sequence[str] | None = None) -> int:
    """Body of the process."""
    parser = argparse.ArgumentParser(prog="python -m samakki.demo.secretariat")
    parser.add_argument("network", type=Path)
    parser.add_argument("port", type=int)
    given = parser.parse_args(words)
    serve(given.network, given.port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
