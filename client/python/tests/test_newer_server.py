"""Responses of a newer server, with fields, values and variants that this version does not know."""

import json

import pytest
from bad_server import BadServer, respond
from conftest import NewClient

from connect_api import ApiError

license = {
    "licenseId": "1",
    "status": "NEW_STATUS",
    "type": "NEW",
    "customer": {},
    "productOffering": {},
    "scheduledChanges": [{"status": "NEW_STATUS", "scheduledAt": "2150-01-01"}],
    "assignedTo": {"type": "ROBOT", "robotId": "r2"},
    "newField": [1, {"deep": None}],
}


def test_keeps_what_it_does_not_know(bad_server: BadServer, new_client: NewClient) -> None:
    bad_server.behave(respond(200, json.dumps(license), x_request_id="r-1"))
    assert new_client().get_license("1") == license


def test_keeps_events_of_a_new_type(bad_server: BadServer, new_client: NewClient) -> None:
    event = {"eventId": "1", "type": "robot.created", "data": {"robotId": "r2"}}
    page = {"items": [event], "pagination": {"nextCursor": "a", "caughtUp": True, "lag": 0}}
    bad_server.behave(respond(200, json.dumps(page), x_request_id="r-1"))
    assert [dict(one) for one in new_client().iter_events()] == [event]


def test_raises_errors_with_a_new_code(bad_server: BadServer, new_client: NewClient) -> None:
    body = {"code": "robot_broken", "message": "The robot is broken.", "severity": 3}
    bad_server.behave(respond(409, json.dumps(body), x_request_id="r-1"))
    with pytest.raises(ApiError, match="The robot is broken") as raised:
        new_client().get_license("1")
    assert str(raised.value.code) == "robot_broken"
    assert (raised.value.hint, raised.value.details) == (None, [])
