"""The options of the client."""

from typing import Any

import pytest

from connect_api import ConnectClient

valid: dict[str, Any] = {"base_url": "https://api.example.com/connect", "api_key": "connect_test_1"}


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *[
            ("base_url", url)
            for url in (None, "", "localhost:3000", "ftp://a", "https://", "https://a?b", "https://a#b")
        ],
        *[("base_url", url) for url in ("https://a b", "https://a:port")],
        *[("api_key", key) for key in (None, "", "secret", "connect_test_", "connect_test_1\n")],
        *[("max_attempts", number) for number in (0, -1)],
        *[("attempt_timeout_seconds", seconds) for seconds in (0, -1, float("nan"), float("inf"))],
    ],
)
def test_refuses_an_invalid_option(option: str, value: object) -> None:
    with pytest.raises(ValueError, match=f"^{option} must be "):
        ConnectClient(**{**valid, option: value})


def test_does_not_show_the_api_key_in_an_error() -> None:
    with pytest.raises(ValueError) as raised:
        ConnectClient(**{**valid, "api_key": "secret"})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("slash", ["", "/"])
def test_keeps_the_base_path(slash: str, server_url: str, api_key: str) -> None:
    with ConnectClient(base_url=server_url + slash, api_key=api_key) as connect:
        assert connect.get_api_key()["mode"] == "test"
