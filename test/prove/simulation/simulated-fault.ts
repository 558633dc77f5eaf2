import fc from 'fast-check';

/** Faults of one DynamoDB call. A fault that does not apply to the operation of the call has no effect. */
const faultKinds = [
  'none',
  // In the network: the call or its response is lost, or not in time.
  'lose call',
  'lose response',
  'truncate response',
  'hang',
  'delayed',
  'duplicate',
  // In DynamoDB.
  'throttle',
  'fail',
  'fail after execution',
  'unprocessed',
  'split read',
  // Index reads only: the index does not contain the latest writes.
  'stale index',
  'conflict',
  'throttling reason',
  'in progress',
  // In the execution environment.
  'freeze before signing',
  'freeze after signing',
  'freeze before response',
  'crash before sending',
  'crash after sending',
] as const;

export interface SimulatedFault {
  kind: (typeof faultKinds)[number];
  /** Delay or duration of the fault. */
  ms: number;
  /** Selection of the affected item keys or cancellation reasons, as bits. */
  which: number;
  /** Latency in milliseconds to DynamoDB and back. */
  requestMs: number;
  responseMs: number;
}

const minute = 60_000;

const anyLatency = fc.nat({ max: 9 }).map(ms => ms + 1);

/** Short delays, the timeouts of a call and of a request, and the lifetimes of a token, a signature and a record. */
const anyDelay = fc.oneof(
  { arbitrary: fc.nat({ max: 30 }), weight: 4 },
  { arbitrary: fc.constantFrom(300, 1990, 2010, 7990, 9000), weight: 3 },
  {
    arbitrary: fc.constantFrom(9 * minute, 11 * minute, 14 * minute, 14.9 * minute, 16 * minute, 25 * 60 * minute),
    weight: 2,
  },
);

const anySimulatedFault: fc.Arbitrary<SimulatedFault> = fc.record({
  kind: fc.oneof(
    { arbitrary: fc.constant('none' as const), weight: 8 },
    { arbitrary: fc.constantFrom(...faultKinds), weight: 8 },
  ),
  ms: anyDelay,
  which: fc.nat({ max: 15 }),
  requestMs: anyLatency,
  responseMs: anyLatency,
});

/** Faults of the calls of one request, in their order. Further calls have no fault. */
export const anySimulatedFaults = fc.array(anySimulatedFault, { maxLength: 6 });

export const noSimulatedFault: SimulatedFault = { kind: 'none', ms: 0, which: 0, requestMs: 2, responseMs: 2 };
