"""The verification of webhooks."""

from collections.abc import Mapping, Sequence
from typing import cast

from standardwebhooks import Webhook, WebhookVerificationError

from . import models


def verify_webhook(
    body: bytes | str, headers: Mapping[str, str], secrets: str | Sequence[str]
) -> models.Event:
    """Verifies the signature of a webhook and returns its event.

    - `body`: the received bytes. A parsed and serialised copy would not verify.
    - `headers`: the headers of the request
    - `secrets`: the secret of the endpoint, `whsec_…`, or several during a rotation

    Raises WebhookVerificationError if no secret verifies it, or if its timestamp differs by more
    than five minutes from the clock. Raises ValueError for a secret that is not one.
    """
    endpoints = [_parse_secret(secret) for secret in ([secrets] if isinstance(secrets, str) else secrets)]
    if not endpoints:
        raise ValueError("secrets must contain the secret of the endpoint.")
    problem = WebhookVerificationError()
    for endpoint in endpoints:
        try:
            return cast(models.Event, endpoint.verify(body, dict(headers)))
        except WebhookVerificationError as error:
            problem = error
        except ValueError as error:
            # The library parses a header before it verifies it.
            problem = WebhookVerificationError("Malformed signature header")
            problem.__cause__ = error
    raise problem


def _parse_secret(secret: str) -> Webhook:
    try:
        if not secret.startswith("whsec_"):
            raise ValueError("no prefix")
        return Webhook(secret)
    except Exception as error:
        raise ValueError("A webhook secret begins with whsec_, followed by base64.") from error
