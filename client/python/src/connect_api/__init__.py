"""A typed client of the Connect API."""

from standardwebhooks import WebhookVerificationError

from . import models
from .client import ConnectClient
from .errors import ApiError, NoAnswer
from .webhooks import verify_webhook

__all__ = [
    "ApiError",
    "ConnectClient",
    "NoAnswer",
    "WebhookVerificationError",
    "models",
    "verify_webhook",
]
