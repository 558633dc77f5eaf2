import fc from 'fast-check';
import { type Fault, faults } from './fault.ts';
import { requests } from './request.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Two tenants, and keys that each of them may use for anything. */
export const tenants = ['t1', 't2'] as const;
export type Tenant = (typeof tenants)[number];

/** How a client sends something. */
interface Sending {
  /** Milliseconds after the step before. */
  after: number;
  /** How far the clock of the sandbox is ahead. */
  skewMs: number;
  faults: Fault[];
}

export type Step =
  | ({ kind: 'send'; request: number; tenant: Tenant; key: 'a' | 'b' | undefined } & Sending)
  /** What was sent some steps back, once more: the same, or with another body, or by another tenant, or under another key. */
  | ({ kind: 'repeat'; back: number; but: 'nothing' | 'request' | 'tenant' | 'key'; other: number } & Sending)
  | { kind: 'pass'; ms: number }
  | { kind: 'freeze' | 'crash'; ms: number }
  | { kind: 'rotate' | 'revoke'; tenant: Tenant }
  /** What is due is put in force. */
  | ({ kind: 'job' } & Sending)
  /** DynamoDB deletes what has expired. */
  | { kind: 'sweep' };

export interface Plan {
  /** Of the jitter. */
  seed: number;
  steps: Step[];
}

const sending = {
  after: fc.constantFrom(0, 0, 1, 2, 5, 20, 100, 2500, 9 * second),
  skewMs: fc.constantFrom(0, 0, 0, 150 * second, -150 * second),
  faults,
};
const tenant = fc.constantFrom(...tenants, 't1' as const);

const send: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('send' as const),
  request: fc.nat({ max: requests.length - 1 }),
  tenant,
  key: fc.constantFrom('a' as const, 'a' as const, 'b' as const, undefined),
  ...sending,
});
const repeat: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('repeat' as const),
  back: fc.nat({ max: 3 }),
  but: fc.constantFrom('nothing' as const, 'nothing' as const, 'request' as const, 'tenant' as const, 'key' as const),
  other: fc.nat({ max: requests.length - 1 }),
  ...sending,
});
const pass: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('pass' as const),
  ms: fc.constantFrom(
    30 * second,
    11 * minute,
    16 * minute,
    15 * hour,
    24 * hour - 2 * minute,
    25 * hour + 10 * minute,
  ),
});
const stop: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('freeze' as const, 'crash' as const),
  ms: fc.constantFrom(5 * second, 10 * minute, 25 * hour),
});
const change: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom('rotate' as const, 'revoke' as const), tenant });
const job: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('job' as const), ...sending });
const sweep: fc.Arbitrary<Step> = fc.constant({ kind: 'sweep' });

const step = fc.oneof(
  { arbitrary: send, weight: 5 },
  { arbitrary: repeat, weight: 8 },
  { arbitrary: pass, weight: 3 },
  { arbitrary: stop, weight: 1 },
  { arbitrary: change, weight: 1 },
  { arbitrary: job, weight: 1 },
  { arbitrary: sweep, weight: 1 },
);

export const plan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  steps: fc.array(step, { minLength: 2, maxLength: 12 }),
});
