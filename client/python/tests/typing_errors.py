"""Mistakes that mypy must find: it also reports a `type: ignore` that is not necessary. This file is not run."""

from typing_extensions import assert_type

from connect_api import ApiError, ConnectClient, models


def misspell(connect: ConnectClient) -> None:
    connect.create_license({"productOfferingId": "1"})  # type: ignore[typeddict-item]
    connect.cancel_license("1", {"shceduledAt": "2150-01-01"})  # type: ignore[arg-type]
    connect.list_licenses(status="ACTVE")  # type: ignore[arg-type]
    connect.list_licenses(statsu="ACTIVE")  # type: ignore[call-arg]
    connect.get_license("1")["staus"]  # type: ignore[typeddict-item]


def compare(error: ApiError, license: models.License) -> bool:
    return error.code == "customer_not_fuond" or license["status"] == "ACTVE"  # type: ignore[comparison-overlap]


def distinguish(event: models.Event) -> None:
    if event["type"] == "license.created":
        assert_type(event["data"], models.License)
    elif event["type"] == "subscription.updated":
        assert_type(event["data"], models.Subscription)
