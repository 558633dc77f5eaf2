#!/bin/sh
# Orders a license and cancels it, with curl. Two runs order two licenses; a retry over a bad network does not.
# CONNECT_URL is the address of the API, CONNECT_API_KEY the API key.
set -eu

call() { # METHOD PATH KEY BODY: the key stays the same over curl's own retries
  curl --silent --show-error --fail-with-body --retry 5 --retry-all-errors --request "$1" "$CONNECT_URL$2" \
    --header "X-API-Key: $CONNECT_API_KEY" \
    --header "X-Idempotency-Key: $3" \
    --header 'Content-Type: application/json' \
    --data "$4"
}

order="order-$(date +%s)-$$"
license=$(call POST /licenses "$order" '{"productOfferingId":"demo-license-offering","customerId":"demo-customer"}')
echo "$license"

id=$(echo "$license" | sed 's/.*"licenseId":"\([^"]*\)".*/\1/')
call POST "/licenses/$id/cancel" "$order-cancel" '{"scheduledAt":"2150-01-01"}'
