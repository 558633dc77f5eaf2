import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { createConnectClient } from '../../client/src/create-connect-client.ts';
import type { ArgumentLocation, OperationTool } from './tools.ts';

type ConnectClient = ReturnType<typeof createConnectClient>;

/** The result of a call, and whether its outcome is known. */
export interface OperationOutcome {
  result: CallToolResult;
  isKnown: boolean;
}

/**
 * Returns true for errors after which the same command can still have another outcome. A 5xx can come from a proxy, which does not know
 * whether the command was carried out.
 */
const isOutcomeOpen = (status: number, code: unknown): boolean =>
  status >= 500 || status === 429 || code === 'idempotency_key_locked';

/** Finds an argument that the operation does not have, or an ID in the path that is missing. @returns a sentence */
export function findArgumentError(
  { tool, locations }: OperationTool,
  args: Record<string, unknown>,
): string | undefined {
  const unknown = Object.keys(args).find(name => !locations.has(name));
  const names = [...locations.keys()].join(', ') || 'none';
  if (unknown !== undefined) return `${tool.name} has no argument ${unknown}. Its arguments: ${names}.`;
  for (const [name, location] of locations) {
    if (location === 'path' && (typeof args[name] !== 'string' || args[name] === ''))
      return `${tool.name} requires the argument ${name}, a text that is not empty.`;
    if (location === 'key' && args[name] !== undefined && typeof args[name] !== 'string')
      return `${name} must be a text.`;
  }
  return undefined;
}

/** Calls an operation. @param idempotencyKey - of a command, or of the stored response to read */
export async function callOperation(
  client: ConnectClient,
  operationTool: OperationTool,
  args: Record<string, unknown>,
  idempotencyKey: string | undefined,
  signal: AbortSignal,
): Promise<OperationOutcome> {
  const { endpoint, locations } = operationTool;
  const select = (location: ArgumentLocation) =>
    Object.fromEntries(Object.entries(args).filter(([name]) => locations.get(name) === location));
  const body = select('body');
  const call = (client as unknown as Record<string, UntypedCall>)[endpoint.method];
  if (!call) throw new Error(`The client has no method ${endpoint.method}.`);
  try {
    const { data, error, response } = await call(endpoint.path, {
      params: { path: select('path'), query: select('query') },
      ...(idempotencyKey !== undefined && { headers: { 'X-Idempotency-Key': idempotencyKey } }),
      ...(Object.keys(body).length > 0 && { body }),
      signal,
    });
    if (error !== undefined && isOutcomeOpen(response.status, error.code) && idempotencyKey !== undefined)
      return { result: buildUnknownResult(idempotencyKey), isKnown: false };
    const isReplayed = response.headers.get('Idempotent-Replayed') === 'true';
    return {
      result: buildResult(error ?? data ?? {}, { idempotencyKey, isReplayed, isError: error !== undefined }),
      isKnown: true,
    };
  } catch (error) {
    if (idempotencyKey !== undefined) return { result: buildUnknownResult(idempotencyKey), isKnown: false };
    return {
      result: buildErrorResult(`The API did not answer: ${describeCause(error)}. Call again later.`),
      isKnown: true,
    };
  }
}

/** A call whose operation is known only at run time. */
type UntypedCall = (
  path: string,
  init: object,
) => Promise<{ data?: object; error?: { code?: unknown }; response: Response }>;

interface ResultFacts {
  idempotencyKey: string | undefined;
  isReplayed: boolean;
  isError: boolean;
}

function buildResult(body: object, { idempotencyKey, isReplayed, isError }: ResultFacts): CallToolResult {
  const structuredContent = {
    ...(idempotencyKey !== undefined && { idempotencyKey, replayed: isReplayed }),
    [isError ? 'error' : 'response']: body,
  };
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent, isError };
}

const buildUnknownResult = (idempotencyKey: string): CallToolResult => ({
  content: [{ type: 'text', text: `Call again with this key: ${idempotencyKey}` }],
  structuredContent: { idempotencyKey },
  isError: true,
});

export const buildErrorResult = (text: string): CallToolResult => ({
  content: [{ type: 'text', text }],
  isError: true,
});

/** Describes the innermost cause, which names the network error. */
export function describeCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : describeCause(error.cause);
}
