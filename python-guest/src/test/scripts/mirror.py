"""A web server on the loopback interface that answers as a test says, also badly."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class Silence:
    """The request is accepted and never answered."""


class Stalled(bytes):
    """These bytes come, and the rest never does."""


class Truncated(bytes):
    """The connection breaks after these bytes."""


class Mirror:
    """`files` has, by path, the bytes or one of the answers above; every other path is 404. `asked` has the paths so far."""

    def __init__(self, address, files, asked):
        self.address = address
        self.files = files
        self.asked = asked

    def url(self, path):
        return f"{self.address}/{path}"


@contextmanager
def mirror():
    """Runs a mirror without files."""
    files, asked, ended = {}, [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path = unquote(self.path).lstrip("/")
            asked.append(path)
            content = files.get(path)
            if content is None:
                self.send_error(404)
            elif content is Silence:
                ended.wait()
            else:
                unfinished = isinstance(content, (Stalled, Truncated))
                self.send_response(200)
                self.send_header("Content-Length", str(len(content) + (1000 if unfinished else 0)))
                self.end_headers()
                self.wfile.write(content)
                self.wfile.flush()
                if isinstance(content, Stalled):
                    ended.wait()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Mirror(f"http://127.0.0.1:{server.server_port}", files, asked)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
