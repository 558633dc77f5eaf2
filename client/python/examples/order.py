"""Orders a license and cancels it. A second run with the same ORDER_ID orders nothing new."""

import os
import sys
import uuid

from connect_api import ApiError, ConnectClient, NoAnswer

order_id = os.environ.get("ORDER_ID") or f"order-{uuid.uuid4()}"

try:
    with ConnectClient(
        base_url=os.environ.get("CONNECT_URL", ""), api_key=os.environ.get("CONNECT_API_KEY", "")
    ) as connect:
        license = connect.create_license(
            {
                "productOfferingId": "demo-license-offering",
                "customerId": "demo-customer",
                "metadata": {"orderId": order_id},
            },
            idempotency_key=order_id,
        )
        cancelled = connect.cancel_license(
            license["licenseId"], {"scheduledAt": "2150-01-01"}, idempotency_key=f"{order_id}-cancel"
        )
        print(cancelled["licenseId"], cancelled.get("pendingStatus"))
except NoAnswer as error:
    sys.exit(f"{error} Run this again with ORDER_ID={order_id}.")
except ApiError as error:
    if error.code == "customer_not_found":
        sys.exit("Import the customer first.")
    if error.code in ("outcome_unknown", "SERVICE_UNAVAILABLE"):
        sys.exit(f"Run this again with ORDER_ID={order_id}.")
    sys.exit(str(error))
except ValueError as error:
    sys.exit(str(error))
