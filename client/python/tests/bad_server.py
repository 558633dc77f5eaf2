"""A TCP server that misbehaves as told, one connection per request."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit


@dataclass(frozen=True)
class ReceivedRequest:
    raw: bytes
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def idempotency_key(self) -> str | None:
        return self.headers.get("x-idempotency-key")


Behaviour: TypeAlias = Callable[[socket.socket, ReceivedRequest], None]


class BadServer:
    """Handles the requests with the given behaviours in order, and repeats the last one."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._behaviours: list[Behaviour] = []
        self._stopping = threading.Event()
        self.requests: list[ReceivedRequest] = []
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def behave(self, *behaviours: Behaviour) -> None:
        self._behaviours = list(behaviours)

    @property
    def is_running(self) -> bool:
        return not self._stopping.is_set()

    def stop(self) -> None:
        self._stopping.set()
        # Closing alone would leave the port open until the waiting thread has accepted one more connection.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with connection:
            request = _receive_request(connection)
            self.requests.append(request)
            behaviour = self._behaviours[min(len(self.requests), len(self._behaviours)) - 1]
            try:
                behaviour(connection, request)
            except OSError:
                # The client closed the connection first.
                return


def _receive_request(connection: socket.socket) -> ReceivedRequest:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _receive_some(connection)
    head, body = received.split(b"\r\n\r\n", 1)
    request_line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += _receive_some(connection)
    method, path, _ = request_line.split(" ")
    return ReceivedRequest(head + b"\r\n\r\n" + body, method, path, headers, body)


def _receive_some(connection: socket.socket) -> bytes:
    received = connection.recv(65536)
    if not received:
        raise ConnectionError("The client closed the connection.")
    return received


def format_response(status: int, body: str, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    encoded = body.encode()
    lines = [f"HTTP/1.1 {status} Some reason", "Connection: close", f"Content-Length: {len(encoded)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + encoded


def respond(status: int, body: str, **headers: str) -> Behaviour:
    """Responds completely. The header `retry_after` is `Retry-After`."""
    pairs = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return lambda connection, _: connection.sendall(format_response(status, body, pairs))


def reset(connection: socket.socket, _: ReceivedRequest) -> None:
    """Closes the connection with a TCP reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def cut_body(connection: socket.socket, _: ReceivedRequest) -> None:
    """Closes the connection within the body."""
    connection.sendall(format_response(200, '{"licenseId":"1"}', [("X-Request-Id", "1")])[:-3])


def stay_silent(connection: socket.socket, _: ReceivedRequest) -> None:
    """Does not respond until the client closes the connection."""
    connection.recv(1)


def drip_body(connection: socket.socket, _: ReceivedRequest) -> None:
    """Sends the body so slowly that no single read times out."""
    response = format_response(200, " " * 1000, [("X-Request-Id", "1")])
    connection.sendall(response[:-1000])
    for _byte in range(1000):
        connection.sendall(b" ")
        time.sleep(0.02)


def relay(base_url: str) -> Behaviour:
    """Sends the request to another server and returns its response."""
    return lambda connection, request: connection.sendall(_exchange(base_url, request))


def relay_and_reset(base_url: str) -> Behaviour:
    """Sends the request to another server and loses its response."""

    def behaviour(connection: socket.socket, request: ReceivedRequest) -> None:
        _exchange(base_url, request)
        reset(connection, request)

    return behaviour


def relay_and_cut(base_url: str) -> Behaviour:
    """Sends the request to another server and loses the end of its response."""
    return lambda connection, request: connection.sendall(_exchange(base_url, request)[:-10])


def _exchange(base_url: str, request: ReceivedRequest) -> bytes:
    address = urlsplit(base_url)
    with socket.create_connection((address.hostname or "", address.port or 80)) as connection:
        connection.sendall(request.raw.replace(b"Connection: keep-alive", b"Connection: close"))
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    return received
