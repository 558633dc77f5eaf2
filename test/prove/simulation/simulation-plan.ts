import fc from 'fast-check';
import { anySimulatedFaults, type SimulatedFault } from './simulated-fault.ts';
import { simulatedRequests } from './simulated-requests.ts';

const secondMs = 1000;
const minuteLengthMs = 60 * secondMs;
const hourLengthMs = 60 * minuteLengthMs;

/** The two simulated tenants. */
export const simulatedTenants = ['t1', 't2'] as const;
export type SimulatedTenant = (typeof simulatedTenants)[number];

/** Circumstances in which a request is sent. */
interface SendSettings {
  /** Milliseconds after the previous step. */
  after: number;
  /** Milliseconds by which the clock of the execution environment is ahead. */
  skewMs: number;
  faults: SimulatedFault[];
}

export type PlanStep =
  | ({ kind: 'send'; request: number; tenant: SimulatedTenant; key: string | undefined } & SendSettings)
  /** Sends an earlier request again: unchanged, or as another request, by another tenant, or with another idempotency key. */
  | ({ kind: 'repeat'; back: number; changed: 'nothing' | 'request' | 'tenant' | 'key'; other: number } & SendSettings)
  | { kind: 'pass'; ms: number }
  | { kind: 'freeze' | 'crash'; ms: number }
  | { kind: 'rotate' | 'revoke'; tenant: SimulatedTenant }
  /** Runs the job that applies due changes. */
  | ({ kind: 'job' } & SendSettings)
  /** Lets DynamoDB delete expired items. */
  | { kind: 'sweep' };

export interface SimulationPlan {
  /** Seed of the jitter. */
  seed: number;
  /** The indexes of the few requests that the clients send, so that they contend for the same items. If absent, all are sent. */
  requests?: number[];
  steps: PlanStep[];
}

const sendSettings = {
  after: fc.constantFrom(0, 0, 1, 2, 5, 20, 100, 2500, 9 * secondMs),
  skewMs: fc.constantFrom(0, 0, 0, 150 * secondMs, -150 * secondMs),
  faults: anySimulatedFaults,
};
const anyTenant = fc.constantFrom(...simulatedTenants, 't1' as const);

const anySend: fc.Arbitrary<PlanStep> = fc.record({
  kind: fc.constant('send' as const),
  request: fc.nat({ max: simulatedRequests.length - 1 }),
  tenant: anyTenant,
  key: fc.constantFrom('a' as const, 'a' as const, 'b' as const, undefined),
  ...sendSettings,
});
const anyRepeat: fc.Arbitrary<PlanStep> = fc.record({
  kind: fc.constant('repeat' as const),
  back: fc.nat({ max: 3 }),
  changed: fc.constantFrom(
    'nothing' as const,
    'nothing' as const,
    'request' as const,
    'tenant' as const,
    'key' as const,
  ),
  other: fc.nat({ max: simulatedRequests.length - 1 }),
  ...sendSettings,
});
const anyPause: fc.Arbitrary<PlanStep> = fc.record({
  kind: fc.constant('pass' as const),
  ms: fc.constantFrom(
    30 * secondMs,
    11 * minuteLengthMs,
    16 * minuteLengthMs,
    15 * hourLengthMs,
    24 * hourLengthMs - 2 * minuteLengthMs,
    25 * hourLengthMs + 10 * minuteLengthMs,
  ),
});
const anyFreezeOrCrash: fc.Arbitrary<PlanStep> = fc.record({
  kind: fc.constantFrom('freeze' as const, 'crash' as const),
  ms: fc.constantFrom(5 * secondMs, 10 * minuteLengthMs, 25 * hourLengthMs),
});
const anyKeyChange: fc.Arbitrary<PlanStep> = fc.record({
  kind: fc.constantFrom('rotate' as const, 'revoke' as const),
  tenant: anyTenant,
});
const anyJob: fc.Arbitrary<PlanStep> = fc.record({ kind: fc.constant('job' as const), ...sendSettings });
const anySweep: fc.Arbitrary<PlanStep> = fc.constant({ kind: 'sweep' });

const anyStep = fc.oneof(
  { arbitrary: anySend, weight: 5 },
  { arbitrary: anyRepeat, weight: 8 },
  { arbitrary: anyPause, weight: 3 },
  { arbitrary: anyFreezeOrCrash, weight: 1 },
  { arbitrary: anyKeyChange, weight: 1 },
  { arbitrary: anyJob, weight: 1 },
  { arbitrary: anySweep, weight: 1 },
);

/** Requests of all kinds, or a few that address the same resource. */
const anySelection = fc.oneof(
  fc.array(fc.nat({ max: simulatedRequests.length - 1 }), { minLength: 3, maxLength: 6 }),
  ...['licenseId', 'subscriptionId', 'orderId'].map(name => {
    const indexes = simulatedRequests.flatMap(({ path }, index) => (name in path ? [index] : []));
    return fc.shuffledSubarray(indexes, { minLength: 2, maxLength: 3 });
  }),
);

export const anySimulationPlan: fc.Arbitrary<SimulationPlan> = fc.record({
  seed: fc.nat(),
  requests: anySelection,
  steps: fc.array(anyStep, { minLength: 2, maxLength: 12 }),
});
