"""A typed client of the Connect API."""

from standardwebhooks import WebhookVerificationError

from . import models
from .client import ConnectClient
from .errors import ApiError, NoResponseError
from .webhooks import verify_webhook

__all__ = [
    "ApiError",
    "ConnectClient",
    "NoResponseError",
    "WebhookVerificationError",
    "models",
    "verify_webhook",
]
