"""Sends requests, and retries them."""

import json
import random
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timezone
from time import monotonic, sleep
from typing import Any

import httpx

from ._request import ApiRequest, list_query_parameters, list_required_fields
from ._retry_rule import (
    ReceivedResponse,
    compute_backoff_seconds,
    is_success,
    judge_response,
    parse_retry_after,
)
from .errors import ApiError, NoAnswer


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

        Raises ApiError for an error response, and NoAnswer if there is none of the API.
        """
        prepared, idempotency_key = self._prepare(request)
        required_fields = list_required_fields(request.result)
        for attempt in range(1, self._max_attempts + 1):
            outcome = self._attempt(prepared, idempotency_key, required_fields)
            if not outcome.is_transient or attempt == self._max_attempts:
                break
            backoff_seconds = compute_backoff_seconds(attempt, random.random())
            sleep(max(outcome.retry_after_seconds, backoff_seconds))
        if isinstance(outcome.result, dict):
            return outcome.result
        if isinstance(outcome.result, ApiError):
            raise outcome.result
        raise NoAnswer(idempotency_key, attempt, outcome.result) from outcome.result

    def _prepare(self, request: ApiRequest) -> tuple[httpx.Request, str | None]:
        """Builds the request once, because retries must have the same bytes."""
        is_command = request.method != "GET"
        headers: dict[str, str] = {}
        content: bytes | None = None
        if request.body is not None:
            content = json.dumps(request.body, allow_nan=False, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json"
        idempotency_key = request.idempotency_key
        if idempotency_key is None and is_command:
            idempotency_key = str(uuid.uuid4())
        if idempotency_key is not None:
            headers["X-Idempotency-Key"] = _check_idempotency_key(idempotency_key)
        prepared = self._http.build_request(
            request.method,
            request.path,
            params=httpx.QueryParams(list_query_parameters(request.query)),
            content=content,
            headers=headers,
        )
        return prepared, idempotency_key if is_command else None

    def _attempt(
        self, request: httpx.Request, idempotency_key: str | None, required_fields: Collection[str]
    ) -> _Outcome:
        try:
            response = self._receive(request)
        except (httpx.RequestError, TimeoutError) as error:
            return _Outcome(error, is_transient=True)
        verdict = judge_response(response, required_fields)
        result: dict[str, Any] | Exception = verdict.body
        if verdict.defect is not None:
            result = ValueError(f"HTTP {response.status}, but {verdict.defect}.")
        elif not is_success(response.status):
            request_id = response.headers.get("x-request-id")
            result = ApiError(response.status, verdict.body, request_id, idempotency_key)
        retry_after = response.headers.get("retry-after")
        return _Outcome(
            result, verdict.is_transient, parse_retry_after(retry_after, datetime.now(timezone.utc))
        )

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


def _check_idempotency_key(idempotency_key: str) -> str:
    if not re.fullmatch(r"[\x21-\x7e]{1,256}", idempotency_key):
        raise ValueError("idempotency_key must have 1 to 256 visible ASCII characters.")
    return idempotency_key
