import fc from 'fast-check';
import { anySimulatedFaults, type SimulatedFault } from '../simulation/simulated-fault.ts';

/** The IDs of the owners of the tenant. */
export const portalOwners = ['aaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbb'] as const;
export type PortalOwner = (typeof portalOwners)[number];

/** Commands of the portal. They are sent about the API keys and users that their sender knows at that time. */
const portalCommands = [
  'create',
  'rotate',
  'confirm',
  'cancel rotation',
  'update',
  'revoke an old key',
  'revoke the new key',
  'remove the other owner',
  'demote the other owner',
] as const;

export type PortalStep =
  | {
      kind: 'send';
      command: (typeof portalCommands)[number];
      owner: PortalOwner;
      /** Undefined: without an idempotency key. */
      hasIdempotencyKey: boolean;
      after: number;
      skewMs: number;
      faults: SimulatedFault[];
    }
  /** Sends an earlier request again, with its idempotency key. */
  | { kind: 'repeat'; back: number; after: number; skewMs: number; faults: SimulatedFault[] }
  | { kind: 'freeze' | 'crash' | 'pass'; ms: number };

export interface PortalPlan {
  /** Seed of the jitter. */
  seed: number;
  steps: PortalStep[];
}

const sendSettings = {
  after: fc.constantFrom(0, 0, 1, 2, 5, 20, 100, 2500, 9000),
  skewMs: fc.constantFrom(0, 0, 0, 150_000, -150_000),
  faults: anySimulatedFaults,
};

const anyPortalStep: fc.Arbitrary<PortalStep> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      // Most histories rotate and confirm, and some end with the removal of an owner.
      command: fc.constantFrom(...portalCommands, ...portalCommands.slice(1, 3), ...portalCommands.slice(1, 3)),
      owner: fc.constantFrom(...portalOwners),
      hasIdempotencyKey: fc.constantFrom(true, true, true, false),
      ...sendSettings,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('repeat' as const), back: fc.nat({ max: 3 }), ...sendSettings }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('freeze' as const, 'crash' as const, 'pass' as const),
      ms: fc.constantFrom(5000, 30_000, 600_000),
    }),
  },
);

export const anyPortalPlan: fc.Arbitrary<PortalPlan> = fc.record({
  seed: fc.nat(),
  steps: fc.array(anyPortalStep, { minLength: 3, maxLength: 14 }),
});
