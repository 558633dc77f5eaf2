"""The decision what an attempt means and whether another one follows. It does no I/O."""

import json
import re
from collections.abc import Collection, Mapping
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
class ResponseVerdict:
    """The decision about a response."""

    body: dict[str, Any]
    is_transient: bool
    """Another attempt with the same idempotency key can have a better outcome."""
    defect: str | None
    """The reason why it is not a complete response of the API, so that a command may have been carried out."""


def judge_response(response: ReceivedResponse, required_fields: Collection[str]) -> ResponseVerdict:
    """Decides whether a response comes from the API and is complete.

    Proxies respond too, with pages, redirects or empty bodies. These do not say whether a command
    was carried out. Unknown fields and values are accepted.
    """
    body = _parse_object(response.body)
    if body is None:
        if _is_from_api(response.headers):
            return ResponseVerdict({}, True, "the body was cut short")
        defect = "the body is not a JSON object, so it is not a response of the API: check base_url"
        return ResponseVerdict({}, _is_transient(response.status, {}), defect)
    return ResponseVerdict(
        body, _is_transient(response.status, body), _find_defect(response, body, required_fields)
    )


def is_success(status: int) -> bool:
    return 200 <= status < 300


def _is_from_api(headers: Mapping[str, str]) -> bool:
    return "x-request-id" in headers and headers.get("content-type", "").startswith("application/json")


def _find_defect(
    response: ReceivedResponse, body: Mapping[str, Any], required_fields: Collection[str]
) -> str | None:
    if not is_success(response.status):
        if response.status >= 400 and isinstance(body.get("code"), str):
            return None
        return "it is not an error of the API: check base_url"
    if "x-request-id" not in response.headers:
        return "the header X-Request-Id is missing, so it is not a response of the API: check base_url"
    missing = sorted(field for field in required_fields if field not in body)
    if missing:
        return f"the field {missing[0]} is missing, so it is not a response of this operation: check base_url"
    return None


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
