"""A publisher's server that does what a test tells it, on a port of this machine."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[Any], None]


class Server:
    """Answers each path with what `answers` holds: bytes, or functions that write the answer.

    A list of answers is given out one a request, the last one for ever. `asked` are the requests
    as pairs of path and headers.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                server.answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        found = self.answers.get(request.path, status(404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        (body(found) if isinstance(found, bytes) else found)(request)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def status(code: int, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def body(content: bytes, **headers: str) -> Answer:
    """The content, or 304 where the request has its ETag or its day."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        tag, day = headers.get("ETag"), headers.get("Last_Modified")
        if (tag and request.headers["If-None-Match"] == tag) or (
            day and not tag and request.headers["If-Modified-Since"] == day
        ):
            status(304)(request)
            return
        request.send_response(200)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    return answer


def cut_off(content: bytes, *, chunked: bool = False) -> Answer:
    """Half of what was promised."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.protocol_version = "HTTP/1.1"
        request.send_response(200)
        half = content[: len(content) // 2]
        if chunked:
            request.send_header("Transfer-Encoding", "chunked")
            half = b"%x\r\n%s\r\n" % (len(half), half)
        else:
            request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(half)
        request.close_connection = True

    return answer


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"x" * 65536)
    except OSError:
        pass


def silent(done: threading.Event) -> Answer:
    """Says nothing until the test is over."""

    def answer(_: Any) -> None:
        done.wait(20)

    return answer
