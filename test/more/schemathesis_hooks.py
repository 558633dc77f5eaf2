"""Replaces generated values that the API refuses by rules that no schema can express: cursors, filters, days, metadata and
the IDs of line items.

Schemathesis imports this module (SCHEMATHESIS_HOOKS). Requests that the API must refuse stay as they are.
"""

import datetime
import zoneinfo
from typing import Any

import schemathesis
from schemathesis import GenerationMode

# The current day of the demo tenant. Every command that can be scheduled can be scheduled for it.
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Berlin")).date().isoformat()
DAY_FIELDS = {"scheduledAt", "scheduleActivationAt"}
# At most one of them can be sent.
EXCLUSIVE_FILTERS = ("msisdn", "iccid", "referenceId")
# Only the API knows the cursors that it returned and the events that it stores.
POSITIONS = ("cursor", "after")


@schemathesis.hook
def before_call(context, case, kwargs) -> None:
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    if case.query:
        correct_query(case.query)
    if isinstance(case.body, dict):
        case.body = correct_value(case.body)


def correct_query(query) -> None:
    superfluous = [name for name in EXCLUSIVE_FILTERS if name in query][1:]
    for name in (*POSITIONS, *superfluous):
        query.pop(name, None)


def correct_value(value: Any) -> Any:
    if isinstance(value, list):
        return [correct_value(item) for item in value]
    if isinstance(value, dict):
        return {name: correct_field(name, field) for name, field in value.items()}
    return value


def correct_field(name: str, value: Any) -> Any:
    if name in DAY_FIELDS:
        return TODAY
    if name == "metadata" and isinstance(value, dict):
        return correct_metadata(value)
    if name == "lineItems" and isinstance(value, list):
        return correct_line_items(value)
    return correct_value(value)


def correct_metadata(metadata: dict) -> dict:
    """Keeps what is within the limits of all levels together: size, depth, numbers and characters."""
    return {name: entry for name, entry in metadata.items() if "\0" not in name and isinstance(entry, (str, bool))}


def correct_line_items(items: list) -> list:
    """Omits each optional ID that an earlier item of the order has."""
    used = set()
    corrected = []
    for item in correct_value(items):
        if isinstance(item, dict) and item.get("lineItemId") in used:
            item = {name: field for name, field in item.items() if name != "lineItemId"}
        if isinstance(item, dict):
            used.add(item.get("lineItemId"))
        corrected.append(item)
    return corrected
