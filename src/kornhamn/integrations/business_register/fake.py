"""A business register that behaves like the real one, on this machine, for tests and trials."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from kornhamn.integrations.business_register.client import PATH

Row = Mapping[str, str]


@contextmanager
def running(units: Mapping[str, Row], failures: Mapping[str, int] | None = None) -> Iterator[str]:
    """Serve the units by number and yield the base address; `failures` answer a status instead."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(units, failures or {}))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _handler(units: Mapping[str, Row], failures: Mapping[str, int]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            number = _asked(self.path, self.rfile.read(length))
            if number is None:
                self._answer(400, {"Message": "The request is invalid."})
            elif number in failures:
                self._answer(failures[number], {"Message": "Try later."})
            else:
                found = units.get(number)
                self._answer(200, [] if found is None else [{"OrgNr": f"16{number}", **found}])

        def _answer(self, status: int, content: object) -> None:
            body = json.dumps(content, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _asked(path: str, body: bytes) -> str | None:
    """Return the number asked for, or None where the real register would refuse the question."""
    try:
        (condition,) = json.loads(body)["variabler"]
        known = condition["Variabel"] == "OrgNr (10 siffror)"
        if path == PATH and known and condition["Operator"] == "ArLikaMed":
            return str(condition["Varde1"])
    except (ValueError, KeyError, TypeError):
        pass
    return None
