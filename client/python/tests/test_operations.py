"""Every operation with its examples on the running API."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from connect_api import ApiError, ConnectClient

PROJECT = Path(__file__).parents[3]


def to_snake_case(name: str) -> str:
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def read_examples() -> list[Any]:
    """Reads first, because the commands change the data that they read."""
    document = json.loads((PROJECT / "openapi.json").read_text())
    operations = [(method, one) for path in document["paths"].values() for method, one in path.items()]
    found = []
    for _, operation in sorted(operations, key=lambda one: one[0] != "get"):
        name = operation["operationId"]
        folder = to_snake_case(name).replace("_", "-")
        examples = json.loads((PROJECT / "functions" / folder / "example.json").read_text())
        found += [pytest.param(name, one, id=f"{name} {key}") for key, one in examples.items()]
    return found


@pytest.mark.parametrize(("operation", "example"), read_examples())
def test_operation(operation: str, example: dict[str, Any], connect: ConnectClient) -> None:
    arguments = {to_snake_case(name): value for name, value in example.get("path", {}).items()}
    for name, values in example.get("query", {}).items():
        arguments[to_snake_case(name)] = values if len(values) > 1 else values[0]
    if "body" in example:
        arguments["body"] = example["body"]
    if "idempotencyKey" in example:
        arguments["idempotency_key"] = example["idempotencyKey"]
    result = getattr(connect, to_snake_case(operation))(**arguments)
    assert result.keys() == example["response"].keys()


def test_a_command_with_the_same_idempotency_key_returns_the_stored_response(connect: ConnectClient) -> None:
    def create(name: str) -> str:
        return connect.create_license(
            {"productOfferingId": "demo-license-offering", "customerId": "demo-customer"},
            idempotency_key=name,
        )["licenseId"]

    assert create("python-1") == create("python-1") != create("python-2")


def test_threads_share_a_client(connect: ConnectClient) -> None:
    def create(number: int) -> str:
        return connect.create_license(
            {"productOfferingId": "demo-license-offering", "customerId": "demo-customer"},
            idempotency_key=f"thread-{number % 20}",
        )["licenseId"]

    with ThreadPoolExecutor(8) as pool:
        created = list(pool.map(create, range(40)))
    assert created[:20] == created[20:]
    assert len(set(created)) == 20


def test_an_error_says_what_to_do(connect: ConnectClient) -> None:
    with pytest.raises(ApiError) as raised:
        connect.create_license({"productOfferingId": "demo-license-offering", "customerId": "a b"})
    error = raised.value
    assert (error.status, error.code, error.details[0]["property"]) == (400, "VALIDATION_ERROR", "customerId")
    assert error.hint == "Correct the properties listed in details."
    assert error.request_id
    assert error.request_id in str(error)


def test_a_path_parameter_is_encoded(connect: ConnectClient) -> None:
    with pytest.raises(ApiError) as raised:
        connect.get_customer("rid_a/b?c#ü %41")
    assert raised.value.code == "customer_not_found"


@pytest.mark.parametrize("license_id", ["", ".", "..", None])
def test_an_empty_path_parameter_is_refused(license_id: Any, connect: ConnectClient) -> None:
    with pytest.raises(ValueError, match="license_id must be an ID"):
        connect.get_license(license_id)


def test_a_filter_without_a_value_is_refused(connect: ConnectClient) -> None:
    with pytest.raises(ValueError, match="The filter status has no value"):
        connect.list_licenses(status=[])


def test_an_idempotency_key_that_cannot_be_sent_is_refused(connect: ConnectClient) -> None:
    for key in ["", "a b", "a\n", "ü", "a" * 257]:
        with pytest.raises(ValueError, match="idempotency_key must have 1 to 256 visible ASCII characters"):
            connect.cancel_license("1", idempotency_key=key)


def test_a_number_that_is_not_json_is_refused(connect: ConnectClient) -> None:
    with pytest.raises(ValueError, match="JSON"):
        connect.cancel_license("1", {"metadata": {"weight": float("nan")}})
