import fc from 'fast-check';

/** What can become of one call to DynamoDB. What does not fit a call lets it pass. */
const faultKinds = [
  'none',
  // On the way: it never arrives, or its answer does not, or not in time.
  'lose call',
  'lose answer',
  'cut answer',
  'hang',
  'late',
  'twice',
  // At DynamoDB.
  'throttle',
  'fail',
  'fail though done',
  'unprocessed',
  'torn',
  // Of an index: it shows nothing of what was written last.
  'stale',
  'conflict',
  'reason throttled',
  'in progress',
  // In the sandbox.
  'freeze unsigned',
  'freeze signed',
  'freeze answered',
  'crash unsent',
  'crash sent',
] as const;

export interface SimulatedFault {
  kind: (typeof faultKinds)[number];
  /** How late, or for how long. */
  ms: number;
  /** Which of the keys or reasons; each bit is one. */
  which: number;
  /** Milliseconds to DynamoDB and back. */
  out: number;
  back: number;
}

const minute = 60_000;

const anyLatency = fc.nat({ max: 9 }).map(ms => ms + 1);

/** Moments, the time-outs of a call and of a request, and the lifetimes of a token, of a signature and of a record. */
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
  out: anyLatency,
  back: anyLatency,
});

/** The fates of the calls of one request, in their order. Those behind pass. */
export const anySimulatedFaults = fc.array(anySimulatedFault, { maxLength: 6 });

export const noSimulatedFault: SimulatedFault = { kind: 'none', ms: 0, which: 0, out: 2, back: 2 };
