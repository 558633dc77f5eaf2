import { type ExplorationResult, exploreStates, type ModelScenario } from './model/explore-states.ts';
import { brokenProtocols, ourProtocols } from './model/model-protocols.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

const noFaults = { crash: 0, duplicate: 0, recordExpiry: 0, tokenExpiry: 0, leaseExpiry: 0 };

/** Scenarios of a short run. Lost responses and delayed transactions are possible in all of them without a limit. */
const scenarios: ModelScenario[] = [
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 1, duplicate: 1, tokenExpiry: 1 } },
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 1, recordExpiry: 1 } },
  { bodies: ['X', 'Y'], remainingFaults: { ...noFaults, crash: 1, duplicate: 1, recordExpiry: 1 } },
];

const longScenarios: ModelScenario[] = [
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 2, duplicate: 2, tokenExpiry: 1, recordExpiry: 1 } },
  { bodies: ['X', 'X', 'X'], remainingFaults: { ...noFaults, crash: 1 } },
  { bodies: ['X', 'X', 'Y'], remainingFaults: { ...noFaults, crash: 1 } },
];

/** Scenario that is sufficient to break the other protocols. */
const oneCrashScenario: ModelScenario = {
  bodies: ['X', 'X'],
  remainingFaults: { ...noFaults, crash: 1, leaseExpiry: 1 },
};

export const modelPart: ProofPart = {
  name: 'model',
  description: 'all orders of events for a few attempts with one idempotency key, in an abstract model of the protocol',
  guards: ['I1', 'I2', 'I3', 'I4', 'I7', 'I9', 'I11'],
  run: searchStates,
};

async function searchStates({ until }: ProofEffort): Promise<TrialCounts> {
  let states = 0;
  const chosenScenarios = until === undefined ? scenarios : [...scenarios, ...longScenarios];
  for (const protocol of ourProtocols) {
    for (const scenario of chosenScenarios) {
      const explored = exploreStates(protocol, scenario);
      states += explored.states;
      if (explored.counterexample) throw new InvariantViolation(describeCounterexample(protocol.name, explored));
    }
  }
  for (const protocol of brokenProtocols) {
    const explored = exploreStates(protocol, oneCrashScenario);
    if (!explored.counterexample)
      throw new InvariantViolation(`The checker finds no violation in the broken protocol "${protocol.name}".`);
    console.log(`  ${describeCounterexample(protocol.name, explored).replaceAll('\n', '\n  ')}`);
  }
  return { states, protocols: ourProtocols.length, 'broken protocols refuted': brokenProtocols.length };
}

function describeCounterexample(name: string, { counterexample }: ExplorationResult): string {
  const steps = counterexample?.path.map((step, index) => `${String(index + 1).padStart(3)}. ${step}`) ?? [];
  return [`${name}: ${counterexample?.violation}`, ...steps].join('\n');
}
