import { keyComment, type SampleRequest, tidyLines } from './sample-request.ts';

export function buildCurlSample({ method, path, body, isCommand, storedKey, needsApiKey }: SampleRequest): string {
  const options = [
    // Without a body, curl sends GET.
    ...(method === 'GET' || (method === 'POST' && body) ? [] : [`--request ${method}`]),
    ...(needsApiKey ? ['--header "X-API-Key: $CONNECT_API_KEY"'] : []),
    ...(isCommand ? ['--header "X-Idempotency-Key: $idempotency_key"'] : []),
    ...(storedKey === undefined ? [] : [`--header 'X-Idempotency-Key: ${storedKey}'`]),
    ...(body ? ["--header 'Content-Type: application/json'", `--data ${quote(JSON.stringify(body))}`] : []),
  ];
  const key = isCommand ? `# ${keyComment}\nidempotency_key=$(uuidgen)\n` : '';
  return tidyLines(`${key}${[`curl "$CONNECT_URL${path}"`, ...options].join(' \\\n  ')}`);
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
