import type { Item } from '../../../lib/store/item.ts';
import type { Deed } from './deed.ts';
import { type Fault, noFault } from './fault.ts';
import type { Tenant } from './plan.ts';
import type { Request } from './request.ts';
import type { Sandbox } from './sandbox.ts';

/** What a client was answered. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One API key, by its times. Epoch milliseconds. */
export interface HeldKey {
  text: string;
  item: Item;
  expiresAt: number;
  revokedAt: number;
}

/** What is wanted: equal wishes under one key are one thing. */
export interface Wish {
  request: Request;
  tenant: Tenant;
  key: string | undefined;
}

/** Something that runs in a sandbox of its own. */
export interface Process {
  /** What the trace calls it. */
  id: string;
  sandbox: Sandbox;
  skewMs: number;
  /** Of the calls to come. */
  faults: Fault[];
  fault: Fault;
  /** The first id it asked for is the one that it writes. */
  requestId: string | undefined;
  deeds: Deed[];
  startedAt: number;
  /** When its handler returned. */
  endedAt: number;
}

/** One try of a client to get what it wants. */
export interface Attempt extends Process, Wish {
  apiKey: HeldKey;
  reply: Reply | undefined;
  /** Nothing failed any more. */
  last: boolean;
}

/** The fate of the next call. */
export function nextFault(process: Process): Fault {
  process.fault = process.faults.shift() ?? noFault;
  return process.fault;
}
