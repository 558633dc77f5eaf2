"""The client."""

import re
from types import TracebackType

import httpx
from typing_extensions import Self

from ._operations import Operations
from ._transport import RetryingTransport


class ConnectClient(Operations):
    """A client of the Connect API, with one method for each operation. Threads can share it.

    Every command gets its own idempotency key, unless the call has one, and keeps it over all
    attempts. The client retries lost connections, timeouts, truncated responses, 409
    `idempotency_key_locked`, 429, 502, 503 and 504, and nothing else.

        with ConnectClient(base_url=base_url, api_key=api_key) as connect:
            license = connect.create_license(
                {"productOfferingId": offering_id, "customerId": customer_id},
                idempotency_key=order_id,
            )

    A call returns the body of the response. It raises `ApiError` for an error response, and
    `NoAnswer` if no response of the API arrived.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str,
        max_attempts: int = 6,
        attempt_timeout_seconds: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Creates a client.

        - `base_url`: the address of the API with its base path, `https://api.example.com/connect`
        - `api_key`: `connect_live_…` or `connect_test_…`
        - `max_attempts`: the maximum number of attempts for one call
        - `attempt_timeout_seconds`: the timeout of connecting, of waiting for a response, and of
          receiving its body. The default is longer than the API takes in the worst case.
        - `transport`: for tests, proxies and tracing

        Raises ValueError for invalid options.
        """
        _check_base_url(base_url)
        if not isinstance(api_key, str) or not re.fullmatch(r"connect_(live|test)_[\x21-\x7e]+", api_key):
            raise ValueError(
                "api_key must be the complete API key, which begins with connect_live_ or connect_test_."
            )
        if max_attempts < 1:
            raise ValueError("max_attempts must be 1 or more.")
        if not 0 < attempt_timeout_seconds < float("inf"):
            raise ValueError("attempt_timeout_seconds must be a positive number.")
        self._http = httpx.Client(
            base_url=base_url,
            headers={"X-API-Key": api_key, "User-Agent": "connect-api-python"},
            timeout=attempt_timeout_seconds,
            # Following a redirect would turn a POST into a GET, and send the API key to another server.
            follow_redirects=False,
            transport=transport,
        )
        retrying = RetryingTransport(
            self._http,
            max_attempts=max_attempts,
            attempt_timeout_seconds=attempt_timeout_seconds,
        )
        super().__init__(retrying.send)

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _check_base_url(base_url: str) -> None:
    """Refuses a query and a fragment, because paths are appended to the text."""
    problem = ValueError(f"base_url must be an address such as https://api.example.com, not {base_url!r}.")
    if not isinstance(base_url, str) or not re.fullmatch(r"(?i)https?://[^?#\s]+", base_url):
        raise problem
    try:
        host = httpx.URL(base_url).host
    except httpx.InvalidURL as error:
        raise problem from error
    if not host:
        raise problem
