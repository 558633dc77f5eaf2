"""The exceptions of the client."""

from collections.abc import Mapping
from typing import Any

from . import models


class ApiError(Exception):
    """An error response of the API. Use `code` in your program; the texts may change."""

    code: models.ApiErrorCode
    """The code of the error. A newer server can send codes that are not in its type."""
    status: int
    """The HTTP status."""
    message: str
    """A text for people."""
    hint: str | None
    """What to do next."""
    details: list[models.ErrorDetail]
    """The errors in the request."""
    request_id: str | None
    """The `X-Request-Id`. Include it when you contact support."""
    idempotency_key: str | None
    """The idempotency key that was sent. None for a read."""

    def __init__(
        self,
        status: int,
        body: Mapping[str, Any],
        request_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> None:
        # Exceptions are copied between processes by their arguments.
        super().__init__(status, body, request_id, idempotency_key)
        self.status = status
        self.code = body["code"]
        self.message = str(body.get("message", ""))
        self.hint = body.get("hint")
        self.details = body.get("details") or []
        self.request_id = request_id
        self.idempotency_key = idempotency_key

    def __str__(self) -> str:
        problems = [f"{one.get('property')} {one.get('message')}." for one in self.details]
        origin = f"(HTTP {self.status} {self.code}, X-Request-Id {self.request_id})"
        return " ".join([self.message, *problems, *([self.hint] if self.hint else []), origin])


class NoAnswer(Exception):
    """A call ended without an answer of the API, so it is unknown whether a command was carried out.

    Repeat the same call with the same idempotency key within 24 hours: it is carried out only once
    in any case.
    """

    idempotency_key: str | None
    """The idempotency key with which to repeat the call. None for a read, which can simply be repeated."""
    attempts: int
    """The number of attempts."""
    cause: Exception
    """The problem of the last attempt."""

    def __init__(self, idempotency_key: str | None, attempts: int, cause: Exception) -> None:
        super().__init__(idempotency_key, attempts, cause)
        self.idempotency_key = idempotency_key
        self.attempts = attempts
        self.cause = cause

    def __str__(self) -> str:
        problem = str(self.cause) or type(self.cause).__name__
        message = f"There was no answer of the API (attempts: {self.attempts}): {problem}"
        if self.idempotency_key is None:
            return message
        repeat = f"repeat it with the idempotency key {self.idempotency_key}."
        return f"{message} The command may have been carried out: {repeat}"
