"""Rendered pages behind a small server of this process, for a browser that is to look at many of them.

Playwright's own way of answering requests turns the browser's cache off, and every page loads styles, scripts and fonts
anew; here they come once.
"""

import mimetypes
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.support.pages import STATIC, policy


@contextmanager
def served(found: Sequence[str]) -> Iterator[str]:
    """Serve pages under the content security policy of a node.

    Args:
        found: pages.

    Yields:
        Where the first page is, but for its number: ``http://pages.localhost:4711/``; the second is at ``…/1``.
    """

    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            static = finders.find(self.path.removeprefix(STATIC)) if self.path.startswith(STATIC) else None
            if isinstance(static, str):
                kind = mimetypes.guess_type(static)[0] or "application/octet-stream"
                self.give(Path(static).read_bytes(), {"Content-Type": kind, "Cache-Control": "max-age=3600"})
            elif name.isdecimal() and int(name) < len(found):
                headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy()}
                self.give(found[int(name)].encode(), headers)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)

        def give(self, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(HTTPStatus.OK)
            for header, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Shelf) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://pages.localhost:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
