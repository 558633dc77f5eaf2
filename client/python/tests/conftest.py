"""The running API and a server that misbehaves."""

import os
from collections.abc import Callable, Iterator

import pytest
from bad_server import BadServer

from connect_api import ConnectClient

API_KEY = "connect_test_example"

NewClient = Callable[..., ConnectClient]


@pytest.fixture(scope="session")
def server_url() -> str:
    return _read_variable("CONNECT_URL")


@pytest.fixture(scope="session")
def api_key() -> str:
    return _read_variable("CONNECT_API_KEY")


def _read_variable(name: str) -> str:
    value = os.environ.get(name)
    assert value, f"{name} is not set. README.md shows how to run the tests."
    return value


@pytest.fixture(scope="session")
def connect(server_url: str, api_key: str) -> Iterator[ConnectClient]:
    with ConnectClient(base_url=server_url, api_key=api_key) as client:
        yield client


@pytest.fixture
def bad_server() -> Iterator[BadServer]:
    server = BadServer()
    yield server
    if server.is_running:
        server.stop()


@pytest.fixture
def new_client(bad_server: BadServer) -> Iterator[NewClient]:
    """Creates clients of the server that misbehaves."""
    clients: list[ConnectClient] = []

    def create(**options: object) -> ConnectClient:
        arguments = {"base_url": bad_server.base_url, "api_key": API_KEY, **options}
        client = ConnectClient(**arguments)  # type: ignore[arg-type]
        clients.append(client)
        return client

    yield create
    for client in clients:
        client.close()


@pytest.fixture(autouse=True)
def pauses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Records the pauses between attempts instead of waiting."""
    recorded: list[float] = []
    monkeypatch.setattr("connect_api._transport.sleep", recorded.append)
    return recorded
