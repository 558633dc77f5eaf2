"""The example of README.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1]


def run_example(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(FOLDER / "examples" / "order.py")],
        env={**os.environ, "PYTHONPATH": str(FOLDER / "src"), **environment},
        capture_output=True,
        text=True,
    )


def test_orders_a_license_once_and_cancels_it() -> None:
    first, second = (run_example(ORDER_ID="example-1") for _ in range(2))
    assert (first.returncode, first.stderr) == (0, "")
    assert re.fullmatch(
        r"[0-9a-f-]{36} \{'status': 'CANCELLED', 'scheduledAt': '2150-01-01'\}\n", first.stdout
    )
    assert second.stdout == first.stdout


def test_says_what_is_wrong_without_a_stack_trace() -> None:
    wrong = run_example(CONNECT_URL="localhost")
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("base_url must be an address")
