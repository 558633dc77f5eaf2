"""The code in README.md."""

import re
from datetime import datetime, timezone
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from connect_api import ConnectClient

README = (Path(__file__).parents[1] / "README.md").read_text()
SECRET = "whsec_" + "A" * 44


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_code(code: str, connect: ConnectClient, server_url: str, api_key: str) -> None:
    body = b'{"eventId":"1"}'
    now = datetime.now(timezone.utc)
    headers = {
        "webhook-id": "1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("1", now, body.decode()),
    }
    for placeholder, value in [
        ("http://127.0.0.1:3000", server_url),
        ("connect_test_…", api_key),
        ("whsec_…", SECRET),
    ]:
        code = code.replace(placeholder, value)
    names = {"connect": connect, "last_event_id": None, "body": body, "headers": headers}
    exec(code, names)
