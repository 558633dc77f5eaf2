"""The decision what an attempt means and whether another one follows. It does no I/O."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

_MAX_RETRY_AFTER_SECONDS = 60.0


@dataclass(frozen=True)
class ReceivedResponse:
    """A complete HTTP response. The names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class JudgedResponse:
    """A response of the API, or of something else if `body` is None."""

    body: dict[str, Any] | None
    is_transient: bool
    """Another attempt with the same idempotency key can have a better outcome."""
    retry_after_seconds: float = 0.0


def judge_response(response: ReceivedResponse, now: datetime) -> JudgedResponse:
    """Decides whether a response is one of the API, and whether it is final.

    Proxies respond too, with pages, redirects or empty bodies. These do not say whether a command
    was carried out.
    """
    body = _parse_object(response.body)
    return JudgedResponse(
        body=body if body is not None and _is_of_api(response, body) else None,
        is_transient=_is_transient(response.status, body or {}),
        retry_after_seconds=parse_retry_after(response.headers.get("retry-after"), now),
    )


def is_success(status: int) -> bool:
    return 200 <= status < 300


def _is_of_api(response: ReceivedResponse, body: Mapping[str, Any]) -> bool:
    if is_success(response.status):
        return "x-request-id" in response.headers
    return response.status >= 400 and isinstance(body.get("code"), str)


def _is_transient(status: int, body: Mapping[str, Any]) -> bool:
    # 502 and 504 come from proxies; the API itself returns 503. A 500 is a defect, which would occur again.
    if status == 409:
        return body.get("code") == "idempotency_key_locked"
    return status in (429, 502, 503, 504)


def _parse_object(body: bytes) -> dict[str, Any] | None:
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def parse_retry_after(text: str | None, now: datetime) -> float:
    """Parses the seconds or the date of `Retry-After`; 0 if it has neither."""
    if text is None:
        return 0.0
    if re.fullmatch(r"[0-9]+", text):
        return min(float(text), _MAX_RETRY_AFTER_SECONDS)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if at.tzinfo is None:
        at = at.replace(tzinfo=timezone.utc)
    return min(max((at - now).total_seconds(), 0.0), _MAX_RETRY_AFTER_SECONDS)


def compute_backoff_seconds(attempt: int, random: float) -> float:
    """Exponential backoff with jitter, so that clients that failed together do not retry together.

    `random` is from 0 to 1.
    """
    return min(10.0, 0.2 * 2.0 ** (attempt - 1)) * (0.5 + random / 2)
