"""The pure part of the retry rule."""

from datetime import datetime, timezone

import pytest

from connect_api import models
from connect_api._request import list_required_fields
from connect_api._retry_rule import (
    ReceivedResponse,
    compute_backoff_seconds,
    judge_response,
    parse_retry_after,
)

now = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, 0.0),
        ("5", 5.0),
        ("9" * 5000, 60.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("Thu, 01 Jan 2026 00:00:09 GMT", 9.0),
        ("Thu, 01 Jan 2026 00:00:09 -0000", 9.0),
        ("Thu, 01 Jan 2026 01:00:00 GMT", 60.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after(text: str | None, seconds: float) -> None:
    assert parse_retry_after(text, now) == seconds


def test_backoff_doubles_up_to_ten_seconds() -> None:
    assert [compute_backoff_seconds(attempt, 1.0) for attempt in (1, 2, 3, 20)] == [0.2, 0.4, 0.8, 10.0]
    assert compute_backoff_seconds(1, 0.0) == 0.1


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff\xfe\xff", b'{"code":', b"", b"[]"])
def test_a_body_that_cannot_be_parsed(body: bytes) -> None:
    page = judge_response(ReceivedResponse(200, {"x-request-id": "1"}, body), ())
    assert (page.is_transient, "check base_url" in (page.defect or "")) == (False, True)
    headers = {"x-request-id": "1", "content-type": "application/json; charset=utf-8"}
    truncated = judge_response(ReceivedResponse(200, headers, body), ())
    assert (truncated.is_transient, truncated.defect) == (True, "the body was cut short")


def test_the_required_fields_of_a_result() -> None:
    assert list_required_fields(models.ListLicensesResponse) == {"items", "pagination"}
    event_fields = {"eventId", "type", "occurredAt", "sequence", "request", "data"}
    assert list_required_fields(models.Event) == event_fields
