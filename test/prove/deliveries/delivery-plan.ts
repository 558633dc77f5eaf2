import fc from 'fast-check';
import { type ReceiverPlan, receiverFaults } from './simulated-receiver.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A webhook endpoint and its receiver. */
interface EndpointPlan {
  tenantId: string;
  receiver: ReceiverPlan;
}

/** A change of an endpoint by a person. `endpoint` is a position in the list of endpoints. */
export interface EndpointAction {
  kind: 'remove' | 'disable' | 'enable' | 'replay dead letters' | 'replay since the beginning';
  endpoint: number;
  atMs: number;
}

/** Everything that decides how a simulation of deliveries goes. All times are milliseconds after its start. */
export interface DeliveryPlan {
  seed: number;
  endpoints: EndpointPlan[];
  events: { tenantId: string; atMs: number; count: number }[];
  actions: EndpointAction[];
  /** Probability of a fault per step of a worker. */
  faultRate: number;
  /** Probability that the queue hands over a message twice. */
  duplicateRate: number;
  /** Probability that a send stores its messages and fails nevertheless. */
  lostSendRate: number;
  /** No fault is injected after this time. */
  faultsUntilMs: number;
}

const tenantIds = ['t1', 't2', 't3'];

const anyReceiver = fc.record({
  fault: fc.constantFrom(...receiverFaults),
  healthyAfterMs: fc.constantFrom(0, minuteMs, 20 * minuteMs, 3 * hourMs, 9 * hourMs, 30 * hourMs),
});

/** Generates plans of moderate size: two days with a few endpoints and bursts of events. */
export const anyDeliveryPlan: fc.Arbitrary<DeliveryPlan> = fc.record({
  seed: fc.nat(),
  endpoints: fc.array(fc.record({ tenantId: fc.constantFrom(...tenantIds), receiver: anyReceiver }), {
    minLength: 1,
    maxLength: 4,
  }),
  events: fc.array(
    fc.record({
      tenantId: fc.constantFrom(...tenantIds),
      atMs: fc.integer({ min: 0, max: 40 * hourMs }),
      count: fc.integer({ min: 1, max: 8 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  actions: fc.array(
    fc.record({
      kind: fc.constantFrom(
        ...(['remove', 'disable', 'enable', 'replay dead letters', 'replay since the beginning'] as const),
      ),
      endpoint: fc.nat(3),
      atMs: fc.integer({ min: 0, max: 60 * hourMs }),
    }),
    { maxLength: 4 },
  ),
  faultRate: fc.constantFrom(0, 0.003, 0.02),
  duplicateRate: fc.constantFrom(0, 0.005, 0.05, 0.3),
  lostSendRate: fc.constantFrom(0, 0.02),
  faultsUntilMs: fc.constantFrom(hourMs, 20 * hourMs, 60 * hourMs),
});
