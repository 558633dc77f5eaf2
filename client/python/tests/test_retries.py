"""The retry rule over a network and a proxy that fail."""

import json
import uuid

import pytest
from bad_server import (
    BadServer,
    Behaviour,
    cut_body,
    drip_body,
    relay,
    relay_and_cut,
    relay_and_reset,
    reset,
    respond,
    stay_silent,
)
from conftest import NewClient

from connect_api import ApiError, ConnectClient, NoAnswer

license = {
    "licenseId": "1",
    "status": "ACTIVE",
    "type": "PBX",
    "customer": {},
    "productOffering": {},
    "scheduledChanges": [],
}
success = respond(200, json.dumps(license), x_request_id="r-1")
unavailable = '{"code":"SERVICE_UNAVAILABLE","message":"Not now."}'


def cancel(client: ConnectClient, idempotency_key: str | None = None) -> object:
    return client.cancel_license("1", idempotency_key=idempotency_key)


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(reset, id="lost connection"),
        pytest.param(cut_body, id="truncated body"),
        pytest.param(
            respond(200, '{"licenseId":"1', x_request_id="r-1", content_type="application/json"),
            id="truncated body with a matching length",
        ),
        pytest.param(stay_silent, id="no response in time"),
        pytest.param(drip_body, id="slow body"),
        pytest.param(respond(409, '{"code":"idempotency_key_locked"}', x_request_id="1"), id="409 locked"),
        pytest.param(respond(429, '{"code":"RATE_LIMIT_EXCEEDED"}', x_request_id="1"), id="429"),
        pytest.param(respond(502, "<h1>Bad Gateway</h1>"), id="502 of a proxy"),
        pytest.param(respond(503, unavailable, x_request_id="1"), id="503"),
        pytest.param(respond(504, ""), id="504 of a proxy"),
    ],
)
def test_retries_with_the_same_request(
    failure: Behaviour, bad_server: BadServer, new_client: NewClient, pauses: list[float]
) -> None:
    bad_server.behave(failure, failure, success)
    assert cancel(new_client(attempt_timeout_seconds=0.3)) == license
    first, *others = bad_server.requests
    assert uuid.UUID(first.idempotency_key)
    assert [one.raw for one in others] == [first.raw, first.raw]
    assert 0.1 <= pauses[0] <= 0.2 <= pauses[1] <= 0.4


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "VALIDATION_ERROR"),
        (404, "license_not_found"),
        (409, "idempotency_key_mismatch"),
        (500, "INTERNAL_ERROR"),
    ],
)
def test_retries_no_other_error(status: int, code: str, bad_server: BadServer, new_client: NewClient) -> None:
    bad_server.behave(respond(status, f'{{"code":"{code}"}}', x_request_id="r-1"))
    with pytest.raises(ApiError) as raised:
        cancel(new_client(), "order-1")
    assert (raised.value.status, raised.value.code) == (status, code)
    assert (raised.value.request_id, raised.value.idempotency_key) == ("r-1", "order-1")
    assert len(bad_server.requests) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(respond(200, "<h1>Welcome</h1>", x_request_id="r-1"), id="page"),
        pytest.param(respond(200, json.dumps(license)), id="JSON without X-Request-Id"),
        pytest.param(
            respond(200, '{"licenseId":"1"}', x_request_id="r-1"), id="JSON without required fields"
        ),
        pytest.param(respond(200, "[]", x_request_id="r-1"), id="JSON that is not an object"),
        pytest.param(respond(204, "", x_request_id="r-1"), id="empty"),
        pytest.param(respond(302, "", location="/elsewhere"), id="redirect"),
        pytest.param(respond(302, '{"code":"moved"}', location="/elsewhere"), id="redirect with a code"),
        pytest.param(respond(403, '{"message":"Forbidden"}'), id="error of a proxy"),
    ],
)
def test_accepts_only_responses_of_the_api(
    other: Behaviour, bad_server: BadServer, new_client: NewClient
) -> None:
    bad_server.behave(other)
    with pytest.raises(NoAnswer, match="check base_url") as raised:
        cancel(new_client(), "order-1")
    assert (raised.value.idempotency_key, raised.value.attempts) == ("order-1", 1)
    assert len(bad_server.requests) == 1


def test_gives_up_after_six_attempts(
    bad_server: BadServer, new_client: NewClient, pauses: list[float]
) -> None:
    bad_server.behave(reset)
    with pytest.raises(NoAnswer) as raised:
        cancel(new_client())
    sent = {one.idempotency_key for one in bad_server.requests}
    assert (len(bad_server.requests), raised.value.attempts, len(pauses)) == (6, 6, 5)
    assert sent == {raised.value.idempotency_key}
    assert raised.value.cause is raised.value.__cause__


def test_raises_the_error_of_the_last_attempt(bad_server: BadServer, new_client: NewClient) -> None:
    bad_server.behave(reset, respond(503, unavailable, x_request_id="r-2"))
    with pytest.raises(ApiError, match=r"Not now\. \(HTTP 503 SERVICE_UNAVAILABLE, X-Request-Id r-2\)"):
        cancel(new_client(max_attempts=2))


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("3600", 60.0), ("Fri, 01 Jan 2100 00:00:00 GMT", 60.0)]
)
def test_waits_for_retry_after(
    header: str, seconds: float, bad_server: BadServer, new_client: NewClient, pauses: list[float]
) -> None:
    bad_server.behave(respond(503, unavailable, retry_after=header), success)
    cancel(new_client())
    assert pauses == [seconds]


def test_does_not_connect_to_a_closed_port(bad_server: BadServer, new_client: NewClient) -> None:
    bad_server.stop()
    with pytest.raises(NoAnswer) as raised:
        new_client().get_license("1")
    assert (raised.value.attempts, raised.value.idempotency_key) == (6, None)


def test_runs_a_command_once_though_its_responses_are_lost(
    bad_server: BadServer, new_client: NewClient, connect: ConnectClient, server_url: str, api_key: str
) -> None:
    bad_server.behave(relay_and_reset(server_url), relay_and_cut(server_url), relay(server_url))
    order_id = f"order-{uuid.uuid4()}"
    created = new_client(api_key=api_key).create_license(
        {"productOfferingId": "demo-license-offering", "customerId": "demo-customer"},
        idempotency_key=order_id,
    )
    stored = connect.get_idempotency_key(order_id)
    assert (stored["operation"], stored["status"]) == ("createLicense", 201)
    assert created["licenseId"] in stored["response"]["body"]
    newest = [one["licenseId"] for one in connect.list_licenses(limit=2)["items"]]
    assert newest.count(created["licenseId"]) == 1
    assert len(bad_server.requests) == 3
