"""The verification of webhooks."""

import base64
import json
import os
from datetime import datetime, timedelta, timezone

import pytest
from standardwebhooks import Webhook

from connect_api import WebhookVerificationError, verify_webhook

old, new, other = (f"whsec_{base64.b64encode(bytes([number]) * 32).decode()}" for number in (1, 2, 3))
body = json.dumps({"eventId": "e-1", "type": "license.created", "note": "ü"}, ensure_ascii=False).encode()


def sign(*secrets: str, at: datetime | None = None) -> dict[str, str]:
    at = at or datetime.now(timezone.utc)
    signatures = [Webhook(secret).sign("e-1", at, body.decode()) for secret in secrets]
    return {
        "Webhook-Id": "e-1",
        "Webhook-Timestamp": str(int(at.timestamp())),
        "Webhook-Signature": " ".join(signatures),
    }


@pytest.mark.parametrize("signing", [(old,), (new,), (old, new)])
@pytest.mark.parametrize("secrets", [(old, new), (new, old)])
def test_accepts_either_secret_during_a_rotation(signing: tuple[str, ...], secrets: tuple[str, ...]) -> None:
    assert verify_webhook(body, sign(*signing), secrets)["eventId"] == "e-1"


def test_accepts_one_secret() -> None:
    assert verify_webhook(body, sign(old), old)["type"] == "license.created"


def test_refuses_another_secret_another_body_and_another_time() -> None:
    for changed, headers in [
        (body, sign(other)),
        (body + b" ", sign(old)),
        (body, sign(old, at=datetime.now(timezone.utc) - timedelta(minutes=6))),
        (body, sign(old, at=datetime.now(timezone.utc) + timedelta(minutes=6))),
    ]:
        with pytest.raises(WebhookVerificationError):
            verify_webhook(changed, headers, [old, new])


@pytest.mark.parametrize("signature", ["", "v1", "v1,a", "v1,a,b", "v1a,ü"])
def test_refuses_a_malformed_signature(signature: str) -> None:
    with pytest.raises(WebhookVerificationError):
        verify_webhook(body, {**sign(old), "Webhook-Signature": signature}, old)


def test_refuses_bytes_that_are_not_text() -> None:
    with pytest.raises(WebhookVerificationError):
        verify_webhook(b"\xff", sign(old), old)


@pytest.mark.parametrize("secrets", ["", "secret", "whsec_", "whsec_ü", []])
def test_refuses_a_malformed_secret(secrets: str | list[str]) -> None:
    with pytest.raises(ValueError, match="secret"):
        verify_webhook(body, sign(old), secrets)


def test_accepts_what_the_server_signs() -> None:
    if "CONNECT_SIGNED_WEBHOOK" not in os.environ:
        pytest.skip(
            "npx vitest run test/client/python.test.ts passes a webhook that was signed by the server."
        )
    signed = json.loads(os.environ["CONNECT_SIGNED_WEBHOOK"])
    assert len(signed["secrets"]) == 2
    for secret in signed["secrets"]:
        assert verify_webhook(signed["body"], signed["headers"], secret)["type"] == "license.created"
