"""Sends requests, and retries them."""

import json
import random
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from time import monotonic, sleep
from typing import Any

import httpx

from ._request import ApiRequest, list_query_parameters
from ._retry_rule import (
    ReceivedResponse,
    compute_backoff_seconds,
    is_success,
    judge_response,
)
from .errors import ApiError, NoResponseError


@dataclass(frozen=True)
class _Outcome:
    """The outcome of one attempt: a result of the API, or the reason why there is none."""

    result: dict[str, Any] | Exception
    is_transient: bool
    retry_after_seconds: float = 0.0


class RetryingTransport:
    """Gives every command an idempotency key and retries it with that key until a response is final."""

    def __init__(self, http: httpx.Client, *, max_attempts: int, attempt_timeout_seconds: float) -> None:
        self._http = http
        self._max_attempts = max_attempts
        self._attempt_timeout_seconds = attempt_timeout_seconds

    def send(self, request: ApiRequest, /) -> dict[str, Any]:
        """Sends a request until a response is final.

        Raises ApiError for an error response, and NoResponseError if there is none of the API.
        """
        prepared, idempotency_key = self._prepare(request)
        for attempt in range(1, self._max_attempts + 1):
            outcome = self._attempt(prepared, idempotency_key)
            if not outcome.is_transient or attempt == self._max_attempts:
                break
            backoff_seconds = compute_backoff_seconds(attempt, random.random())
            sleep(max(outcome.retry_after_seconds, backoff_seconds))
        if isinstance(outcome.result, dict):
            return outcome.result
        if isinstance(outcome.result, ApiError):
            raise outcome.result
        raise NoResponseError(idempotency_key, attempt, outcome.result) from outcome.result

    def _prepare(self, request: ApiRequest) -> tuple[httpx.Request, str | None]:
        """Builds the request once, because retries must have the same bytes."""
        is_command = request.method != "GET"
        headers: dict[str, str] = {}
        content: bytes | None = None
        if request.body is not None:
            content = json.dumps(request.body, allow_nan=False, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json"
        key = request.idempotency_key
        if key is None and is_command:
            key = str(uuid.uuid4())
        if key is not None:
            headers["X-Idempotency-Key"] = _check_idempotency_key(key)
        prepared = self._http.build_request(
            request.method,
            request.path,
            params=httpx.QueryParams(list_query_parameters(request.query)),
            content=content,
            headers=headers,
        )
        return prepared, key if is_command else None

    def _attempt(self, request: httpx.Request, idempotency_key: str | None) -> _Outcome:
        try:
            response = self._receive(request)
        except (httpx.RequestError, TimeoutError) as error:
            return _Outcome(error, is_transient=True)
        judged = judge_response(response, datetime.now(timezone.utc))
        result: dict[str, Any] | Exception
        if judged.body is None:
            result = ValueError(f"HTTP {response.status}, but not a response of the API: check base_url.")
        elif is_success(response.status):
            result = judged.body
        else:
            request_id = response.headers.get("x-request-id")
            result = ApiError(response.status, judged.body, request_id, idempotency_key)
        return _Outcome(result, judged.is_transient, judged.retry_after_seconds)

    def _receive(self, request: httpx.Request) -> ReceivedResponse:
        """Receives a response with its complete body. The timeout of httpx is that of one read."""
        ends_at = monotonic() + self._attempt_timeout_seconds
        response = self._http.send(request, stream=True)
        try:
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if monotonic() > ends_at:
                    raise TimeoutError("The attempt timed out.")
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return ReceivedResponse(response.status_code, headers, body)


def _check_idempotency_key(key: str) -> str:
    if not re.fullmatch(r"[\x21-\x7e]{1,256}", key):
        raise ValueError("idempotency_key must have 1 to 256 visible ASCII characters.")
    return key
