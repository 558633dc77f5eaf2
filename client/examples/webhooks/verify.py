import base64, hashlib, hmac, time

def verify_webhook(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Returns whether a webhook is genuine and recent. `body` is the raw body, before any parsing."""
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # During a rotation there are two signatures. One valid signature is sufficient.
    return any(hmac.compare_digest(given, expected) for given in headers["webhook-signature"].split(" "))
