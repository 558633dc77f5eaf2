import * as z from 'zod';
import { createItemParser, type ItemCollection, type ItemRef } from '../../dynamodb/item.ts';
import {
  requireAbsent,
  requireAll,
  requireAny,
  requireValue,
  type UpdateWrite,
  type WriteCondition,
} from '../../dynamodb/item-write.ts';
import { toDay } from '../../dynamodb/items/feed.ts';
import type { PostResult } from './post.ts';
import { isAhead } from './running-time.ts';

const dayMs = 24 * 3600 * 1000;

/** The limits that protect all other endpoints from one that is slow, overloaded or dead. */
export const endpointLimits = {
  /** The number of batches that send to one endpoint at the same time. */
  slots: 10,
  /** The same for an endpoint that is known to hang or to fail. */
  slotsWhenFailing: 1,
  /** The limit of an attempt. */
  timeoutMs: 10_000,
  /** The same for an endpoint that is known to hang. */
  timeoutWhenHangingMs: 3000,
  /** The time without any success after which an endpoint is only probed. */
  probedAfterMs: dayMs,
  /** The time between two probes. */
  probeIntervalMs: 5 * 60_000,
  /** The wait after 502 or 504, and after 429 or 503 without `Retry-After`. */
  throttleMs: 30_000,
  /** The longest wait that a receiver can ask for with `Retry-After`. */
  maxRetryAfterMs: 3_600_000,
  /** Longer than a batch may take. */
  slotLeaseMs: 40_000,
} as const;

/** The state of an endpoint as its deliveries show it. All times are in epoch milliseconds. */
export interface EndpointHealth {
  /** The first failure after the last success. */
  failingSince?: number | undefined;
  /** The latest attempt without a response in time, if there was no success since. */
  hangingSince?: number | undefined;
  /** No attempt begins before this time. */
  throttledUntil?: number | undefined;
  /** The latest probe. */
  probedAt?: number | undefined;
  /** The ends of the leases of its slots. */
  slots: Record<string, number>;
}

const slotName = (index: number): string => `slot${index}`;

const HealthItem = z
  .looseObject({
    failingSince: z.number().optional(),
    hangingSince: z.number().optional(),
    throttledUntil: z.number().optional(),
    probedAt: z.number().optional(),
  })
  .transform(
    ({ failingSince, hangingSince, throttledUntil, probedAt, ...attributes }): EndpointHealth => ({
      ...{ failingSince, hangingSince, throttledUntil, probedAt },
      slots: Object.fromEntries(
        Object.entries(attributes).filter((entry): entry is [string, number] => /^slot\d+$/.test(entry[0])),
      ),
    }),
  );

export interface EndpointName {
  tenantId: string;
  endpointId: string;
}

export const endpointHealthRef = ({ tenantId, endpointId }: EndpointName): ItemRef<EndpointHealth> => ({
  table: 'webhooks',
  primaryKey: { tenantId, sk: `health#${endpointId}` },
  parse: createItemParser<EndpointHealth>(HealthItem, 'webhooks'),
});

export const isHanging = (health: EndpointHealth | undefined): boolean => health?.hangingSince !== undefined;

/** Returns true for an endpoint that has failed everything for a day. It is probed: it gets one event now and then. */
export const isProbed = (health: EndpointHealth | undefined, nowMs: number): boolean =>
  health?.failingSince !== undefined && nowMs - health.failingSince >= endpointLimits.probedAfterMs;

/** Returns true if it is time for the next probe. */
export const isProbeDue = ({ probedAt }: EndpointHealth, nowMs: number): boolean =>
  probedAt === undefined || !isAhead(probedAt + endpointLimits.probeIntervalMs, nowMs, endpointLimits.probeIntervalMs);

/** A slot of an endpoint that a batch holds. */
export interface EndpointSlot {
  name: string;
  /** The end of its lease, which also identifies the holder. */
  leaseUntil: number;
}

/**
 * Lists the slots whose lease is over. They begin at a random one, so that batches that read at the same time choose different ones.
 *
 * @param random - in [0, 1)
 */
export function listFreeSlots(health: EndpointHealth | undefined, nowMs: number, random: number): EndpointSlot[] {
  const isLimited = isHanging(health) || isProbed(health, nowMs);
  const count = isLimited ? endpointLimits.slotsWhenFailing : endpointLimits.slots;
  const first = Math.floor(random * count);
  return Array.from({ length: count }, (_, index) => slotName((first + index) % count))
    .filter(name => !isAhead(health?.slots[name], nowMs, endpointLimits.slotLeaseMs))
    .map(name => ({ name, leaseUntil: nowMs + endpointLimits.slotLeaseMs }));
}

/** Builds the write that takes a free slot, and with it the right to probe. */
export function buildSlotWrite(
  endpoint: EndpointName,
  { name, leaseUntil }: EndpointSlot,
  isProbe: boolean,
  nowMs: number,
): UpdateWrite {
  const isFree = requireNotBetween(name, nowMs, nowMs + endpointLimits.slotLeaseMs);
  const isProbeAllowed = requireNotBetween('probedAt', nowMs - endpointLimits.probeIntervalMs, nowMs);
  return {
    ...toHealthUpdate(endpoint),
    set: { [name]: leaseUntil, ...(isProbe && { probedAt: nowMs }) },
    condition: isProbe ? requireAll(isFree, isProbeAllowed) : isFree,
  };
}

/** Requires that an attribute is absent, not after one time, or after another, which only a clock that was ahead has stored. */
const requireNotBetween = (attribute: string, fromMs: number, untilMs: number): WriteCondition => ({
  expression: `attribute_not_exists(#${attribute}) OR #${attribute} <= :${attribute}From OR #${attribute} > :${attribute}Until`,
  names: { [`#${attribute}`]: attribute },
  values: { [`:${attribute}From`]: fromMs, [`:${attribute}Until`]: untilMs },
});

/** The result of an attempt and its time in epoch milliseconds. */
export interface TimedResult {
  result: PostResult;
  startedAt: number;
  endedAt: number;
}

/** Builds the write that gives back a slot and records what the attempts of its batch have shown. */
export function buildReleaseWrite(
  endpoint: EndpointName,
  { name, leaseUntil }: EndpointSlot,
  health: EndpointHealth | undefined,
  results: TimedResult[],
): UpdateWrite {
  return {
    ...toHealthUpdate(endpoint),
    set: { [name]: 0, ...assessResults(health, results) },
    condition: requireValue(name, leaseUntil),
  };
}

/**
 * Derives the changes of an endpoint's health. One success makes it healthy. A value that is set already is not set again: another batch
 * may have removed it since it was read.
 */
function assessResults(health: EndpointHealth | undefined, results: TimedResult[]): Partial<EndpointHealth> {
  const [first] = results;
  if (!first) return {};
  if (results.some(({ result }) => isAccepted(result)))
    return { failingSince: undefined, hangingSince: undefined, throttledUntil: undefined, probedAt: undefined };
  const hanging = results.find(({ result }) => 'error' in result && result.error === 'TIMED_OUT');
  const throttledUntil = Math.max(...results.map(({ result, endedAt }) => endedAt + toThrottleMs(result)));
  return {
    ...(health?.failingSince === undefined && { failingSince: first.endedAt }),
    ...(hanging && !isHanging(health) && { hangingSince: hanging.endedAt }),
    ...(results.some(({ result }) => toThrottleMs(result) > 0) && { throttledUntil }),
  };
}

/** Returns true for any 2xx status. A redirect is not followed and counts as a failure. */
export const isAccepted = (result: PostResult): boolean =>
  'status' in result && result.status >= 200 && result.status < 300;

/** The wait that a response demands before the next attempt. */
export function toThrottleMs(result: PostResult): number {
  if (!('status' in result)) return 0;
  const { status, retryAfterMs } = result;
  if (status === 502 || status === 504) return endpointLimits.throttleMs;
  if (status !== 429 && status !== 503) return 0;
  return Math.min(retryAfterMs ?? endpointLimits.throttleMs, endpointLimits.maxRetryAfterMs);
}

const toHealthUpdate = (endpoint: EndpointName): Omit<UpdateWrite, 'set' | 'condition'> => {
  const { table, primaryKey } = endpointHealthRef(endpoint);
  return { kind: 'update', table, primaryKey };
};

/** The attempts of an endpoint on a day (UTC). */
const EndpointDayItem = z.object({
  day: z.string(),
  attempts: z.number(),
  successes: z.number(),
  expiresAt: z.number(),
});

export type EndpointDay = z.infer<typeof EndpointDayItem>;

/** The counters of an endpoint, one item per day. They may be slightly wrong after a crash. */
export const endpointDaysRef = ({ tenantId, endpointId }: EndpointName): ItemCollection<EndpointDay> => ({
  table: 'activity',
  partitionKey: `${tenantId}#endpoint-days#${endpointId}`,
  sortKeyPrefix: 'day#',
  parse: createItemParser(EndpointDayItem, 'activity'),
});

/** The time for which the counters are kept. */
const counterRetentionMs = 30 * dayMs;

/** Builds the write that adds attempts to the counters of their day. */
export function buildCountWrite(endpoint: EndpointName, results: TimedResult[], nowMs: number): UpdateWrite {
  const day = toDay(nowMs);
  const { table, partitionKey, sortKeyPrefix } = endpointDaysRef(endpoint);
  return {
    kind: 'update',
    table,
    primaryKey: { pk: partitionKey, sk: sortKeyPrefix + day },
    set: { day, expiresAt: Math.ceil((nowMs + counterRetentionMs) / 1000) },
    add: { attempts: results.length, successes: results.filter(({ result }) => isAccepted(result)).length },
    condition: requireAny(requireAbsent('pk'), requireValue('day', day)),
  };
}

/** Describes a failure without the body of the response. */
export const toFailureReason = (result: PostResult): string =>
  'status' in result ? `status ${result.status}` : result.error;
