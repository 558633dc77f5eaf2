"""A request before it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias, get_args
from urllib.parse import quote

QueryValues: TypeAlias = Mapping[str, str | int | Sequence[str] | None]


@dataclass(frozen=True)
class ApiRequest:
    """A request of an operation.

    `path` is relative to the base URL and percent-encoded. `result` is the type of the success
    response: a `TypedDict` or a union of them.
    """

    method: str
    path: str
    result: Any
    query: QueryValues = field(default_factory=dict)
    body: Mapping[str, object] | None = None
    idempotency_key: str | None = None


class SendRequest(Protocol):
    """Sends a request and returns the body of its success response."""

    def __call__(self, request: ApiRequest, /) -> dict[str, Any]: ...


def to_segment(name: str, value: str) -> str:
    """Encodes a path parameter. An empty one would address another operation."""
    if not isinstance(value, str) or value in ("", ".", ".."):
        raise ValueError(f"{name} must be an ID, not {value!r}.")
    return quote(value, safe="")


def list_query_parameters(query: QueryValues) -> list[tuple[str, str | int | float | bool | None]]:
    """Lists the parameters of a query. Several values of one name become several parameters."""
    parameters: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in query.items():
        if value is None:
            continue
        values = [str(value)] if isinstance(value, (str, int)) else list(value)
        if not values:
            # Sent as nothing, it would return everything.
            raise ValueError(f"The filter {name} has no value. Pass None to omit it.")
        parameters += [(name, one) for one in values]
    return parameters


def list_required_fields(result: Any) -> frozenset[str]:
    """Lists the fields that every value of a type has."""
    variants = get_args(result) or (result,)
    return frozenset[str].intersection(*(variant.__required_keys__ for variant in variants))
