import type { Endpoint } from '../../lib/contract/endpoint.ts';
import type { OperationExample } from '../../tools/openapi/examples.ts';

/** Sends an example of the document to a server, or a part of it. @param caller - the headers that authenticate the caller */
export async function sendExample(
  { baseUrl, caller }: { baseUrl: string; caller: Record<string, string> },
  { method, path }: Endpoint,
  example: Partial<OperationExample>,
): Promise<{ status: number; json: unknown }> {
  const route = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(example.path?.[name] ?? ''));
  const query = Object.entries(example.query ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const response = await fetch(`${baseUrl}${route}?${new URLSearchParams(query)}`, {
    method,
    headers: {
      ...caller,
      'X-Idempotency-Key': example.idempotencyKey ?? crypto.randomUUID(),
      'Content-Type': 'application/json',
    },
    ...(example.body && { body: JSON.stringify(example.body) }),
  });
  return { status: response.status, json: await response.json() };
}
