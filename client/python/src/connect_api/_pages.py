"""Iteration over the pages of a list."""

from collections.abc import Callable, Iterator, Mapping
from time import sleep
from typing import Any

# Reads the page at a cursor, or the first one.
_ReadPage = Callable[[str | None], Mapping[str, Any]]


def iterate_pages(read_page: _ReadPage) -> Iterator[Any]:
    """Iterates over the items until `nextCursor` is null. A page without items may be followed by others."""
    cursor: str | None = None
    while True:
        page = read_page(cursor)
        yield from page["items"]
        cursor = page["pagination"]["nextCursor"]
        if cursor is None:
            return


def iterate_feed(read_page: _ReadPage, poll_seconds: float | None) -> Iterator[Any]:
    """Iterates over the items of a feed until nothing follows, or without end if `poll_seconds` is set."""
    cursor: str | None = None
    while True:
        page = read_page(cursor)
        yield from page["items"]
        cursor = page["pagination"]["nextCursor"]
        if page["pagination"]["caughtUp"]:
            if poll_seconds is None:
                return
            sleep(poll_seconds)
