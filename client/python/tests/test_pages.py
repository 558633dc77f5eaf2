"""The iterators over lists and events."""

from itertools import islice

import pytest
from bad_server import BadServer, respond
from conftest import NewClient

from connect_api import ConnectClient


def test_iterates_over_all_pages(connect: ConnectClient) -> None:
    ids = [one["licenseId"] for one in connect.iter_licenses(limit=1)]
    expected = [one["licenseId"] for one in connect.list_licenses(limit=1000)["items"]]
    assert len(ids) > 2
    assert ids == expected


def test_iterates_with_filters(connect: ConnectClient) -> None:
    found = list(connect.iter_licenses(status=["PAUSED", "BLOCKED"], customer_id="demo-customer"))
    assert found
    assert {one["status"] for one in found} <= {"PAUSED", "BLOCKED"}


def test_reads_events_until_nothing_follows_and_continues_after_one(connect: ConnectClient) -> None:
    events = [one["eventId"] for one in connect.iter_events(resource_id="demo-license", limit=1)]
    assert len(events) >= 2
    later = [one["eventId"] for one in connect.iter_events(resource_id="demo-license", after=events[0])]
    assert later == events[1:]


def test_follows_events(
    bad_server: BadServer, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("connect_api._pages.sleep", pauses.append)
    pages = [
        '{"items":[{"eventId":"1"}],"pagination":{"nextCursor":"a","caughtUp":true}}',
        '{"items":[],"pagination":{"nextCursor":"b","caughtUp":true}}',
        '{"items":[{"eventId":"2"},{"eventId":"3"}],"pagination":{"nextCursor":"c","caughtUp":false}}',
        '{"items":[{"eventId":"4"}],"pagination":{"nextCursor":"d","caughtUp":false}}',
    ]
    bad_server.behave(*[respond(200, page, x_request_id="r-1") for page in pages])
    followed = new_client().iter_events(after="0", poll_seconds=30)
    assert [one["eventId"] for one in islice(followed, 4)] == ["1", "2", "3", "4"]
    assert [one.path for one in bad_server.requests] == [
        "/events?after=0",
        "/events?cursor=a",
        "/events?cursor=b",
        "/events?cursor=c",
    ]
    assert pauses == [30, 30]
