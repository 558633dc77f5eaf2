#!/bin/sh
# Orders a license and cancels it, with curl. CONNECT_URL is the address of the API, CONNECT_API_KEY the API key.
# ORDER_ID is your ID of the order. Its idempotency keys derive from it: a second run with the same ID orders nothing new.
set -eu

: "${CONNECT_URL:?is not set: the address of the API, such as http://127.0.0.1:3000}"
: "${CONNECT_API_KEY:?is not set: an API key with the scope licenses:write}"
ORDER_ID=${ORDER_ID:-order-$(date +%s)-$$}
max_attempts=6
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

field() { # FIELD: the first text field of this name in the response, or nothing
  grep -o "\"$1\":\"[^\"]*\"" "$folder/body" | head -n 1 | cut -d '"' -f 4
}

stop() { # REASON
  echo "$1" >&2
  exit 1
}

# Sends one request. Sets `outcome` to success, retry or stop, and `reason`.
attempt() { # METHOD PATH IDEMPOTENCY_KEY BODY
  : > "$folder/body"
  : > "$folder/headers"
  code=0
  status=$(curl --silent --max-time 30 --request "$1" "$CONNECT_URL$2" \
    --header "X-API-Key: $CONNECT_API_KEY" --header "X-Idempotency-Key: $3" --header 'Content-Type: application/json' \
    --data "$4" --output "$folder/body" --dump-header "$folder/headers" --write-out '%{http_code}') || code=$?
  case $code in
    0) ;;
    # Not resolved, not connected, truncated, timeout, and other lost connections: the command may have been carried out.
    5 | 6 | 7 | 16 | 18 | 28 | 35 | 52 | 55 | 56 | 92) outcome=retry reason="no complete response (curl: $code)" && return ;;
    *) outcome=stop reason="curl cannot send the request (curl: $code)" && return ;;
  esac
  error=$(field code)
  reason="$status${error:+ $error}"
  case $status/$error/$(head -c 1 "$folder/body")$(tail -c 1 "$folder/body") in
    429/* | 502/* | 503/* | 504/* | 409/idempotency_key_locked/*) outcome=retry ;;
    2*/'{}') outcome=success ;;
    2*/'{'*) outcome=retry reason="$reason, but the body was cut short" ;;
    [45]*/?*/'{'*) outcome=stop reason="$reason. A retry would have the same result: $(cat "$folder/body")" ;;
    *) outcome=stop reason="$reason, which is not a response of the API: check CONNECT_URL" ;;
  esac
}

wait_seconds() { # ATTEMPT: Retry-After in seconds, at most 60, and at least the exponential backoff of 1 to 10 seconds
  retry_after=$(sed -n 's/^[Rr][Ee][Tt][Rr][Yy]-[Aa][Ff][Tt][Ee][Rr]: *\([0-9]\{1,5\}\)[[:space:]]*$/\1/p' "$folder/headers")
  backoff=$((1 << ($1 - 1)))
  [ "$backoff" -le 10 ] || backoff=10
  seconds=${retry_after:-0}
  [ "$seconds" -ge "$backoff" ] || seconds=$backoff
  [ "$seconds" -le 60 ] || seconds=60
  echo "$seconds"
}

# Calls the API. The idempotency key stays the same over all attempts, so that the command is carried out once.
call() { # METHOD PATH IDEMPOTENCY_KEY BODY
  number=1
  while attempt "$@" && [ "$outcome" != success ]; do
    [ "$outcome" = retry ] || stop "$1 $2 failed: $reason"
    [ "$number" -lt "$max_attempts" ] || stop "$1 $2 failed $number times, last: $reason. Run this again with ORDER_ID=$ORDER_ID."
    seconds=$(wait_seconds "$number")
    echo "$1 $2: $reason. Retry in $seconds s." >&2
    sleep "$seconds"
    number=$((number + 1))
  done
  cat "$folder/body"
  echo
}

call POST /licenses "$ORDER_ID" '{"productOfferingId":"demo-license-offering","customerId":"demo-customer"}'
license=$(field licenseId)
[ -n "$license" ] || stop "The response has no licenseId, so it is not a response of the API: check CONNECT_URL."
call POST "/licenses/$license/cancel" "$ORDER_ID-cancel" '{"scheduledAt":"2150-01-01"}'
