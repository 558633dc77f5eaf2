"""The exceptions of the client."""

import pickle

from connect_api import ApiError, NoAnswer


def test_errors_can_be_copied_between_processes() -> None:
    api_error = ApiError(
        409, {"code": "order_expired", "message": "Expired.", "hint": "Create a new one."}, "r-1", "k"
    )
    copied = pickle.loads(pickle.dumps(api_error))
    assert (str(copied), copied.code, copied.idempotency_key) == (str(api_error), "order_expired", "k")
    no_response = NoAnswer("k", 6, TimeoutError("The attempt timed out."))
    copied = pickle.loads(pickle.dumps(no_response))
    assert (str(copied), copied.idempotency_key) == (str(no_response), "k")


def test_an_error_names_the_property_and_the_hint() -> None:
    detail = {"property": "customerId", "message": "is required", "code": "FIELD_REQUIRED"}
    error = ApiError(
        400, {"code": "VALIDATION_ERROR", "message": "Not valid.", "details": [detail], "hint": "Correct it."}
    )
    expected = "Not valid. customerId is required. Correct it. (HTTP 400 VALIDATION_ERROR, X-Request-Id None)"
    assert str(error) == expected


def test_an_error_without_a_text_names_its_type() -> None:
    assert (
        str(NoAnswer(None, 1, TimeoutError())) == "There was no answer of the API (attempts: 1): TimeoutError"
    )
