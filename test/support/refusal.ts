import { expect } from 'vitest';
import type { OperationName, Send, World } from './world.ts';

/** How a request was refused; each detail as `property CODE`. */
export interface Refused {
  status: number;
  code: string;
  details: string[];
}

/** Sends what must be refused, under an idempotency key unless told otherwise, and makes sure that it leaves no trace. */
export async function refusalOf(world: World, operation: OperationName, send: Send): Promise<Refused> {
  const tables = async () => [await world.items(), await world.records(), await world.items('apiKeys')];
  const before = await tables();
  const { status, json } = await world.call(operation, { key: 'k', ...send });
  expect(await tables()).toEqual(before);
  expect(world.lastReport.outcome).toBe('refused');
  const details: { property: string; code: string }[] = json.details ?? [];
  return { status, code: json.code, details: details.map(({ property, code }) => `${property} ${code}`) };
}

export const invalid = (...details: string[]): Refused => ({ status: 400, code: 'VALIDATION_ERROR', details });
export const malformed: Refused = { status: 400, code: 'MALFORMED_JSON', details: ['body INVALID_FORMAT'] };
export const unsupported: Refused = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', details: [] };
export const tooLarge: Refused = { status: 413, code: 'PAYLOAD_TOO_LARGE', details: [] };
