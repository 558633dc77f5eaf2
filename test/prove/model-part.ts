import { type ExplorationResult, exploreStates, type ModelScenario } from './model/explore-states.ts';
import { brokenProtocols, ourProtocols } from './model/model-protocols.ts';
import { InvariantViolation, type ProofEffort, type ProofPart, type TrialCounts } from './proof-part.ts';

const noFaults = { crash: 0, twice: 0, expire: 0, forget: 0, lapse: 0 };

/** Answers may be lost and transactions late in all of them: that costs nothing. */
const scenarios: ModelScenario[] = [
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 1, twice: 1, forget: 1 } },
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 1, expire: 1 } },
  { bodies: ['X', 'Y'], remainingFaults: { ...noFaults, crash: 1, twice: 1, expire: 1 } },
];

const longScenarios: ModelScenario[] = [
  { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 2, twice: 2, forget: 1, expire: 1 } },
  { bodies: ['X', 'X', 'X'], remainingFaults: { ...noFaults, crash: 1 } },
  { bodies: ['X', 'X', 'Y'], remainingFaults: { ...noFaults, crash: 1 } },
];

/** What is enough to break the others. */
const oneCrashScenario: ModelScenario = { bodies: ['X', 'X'], remainingFaults: { ...noFaults, crash: 1, lapse: 1 } };

export const modelPart: ProofPart = {
  name: 'model',
  description:
    'every order of everything that can happen to a few attempts of one key, in the protocol as an abstract machine',
  guards: ['I1', 'I2', 'I3', 'I4', 'I7', 'I9', 'I11'],
  run: searchStates,
};

async function searchStates({ until }: ProofEffort): Promise<TrialCounts> {
  let states = 0;
  const all = until === undefined ? scenarios : [...scenarios, ...longScenarios];
  for (const protocol of ourProtocols) {
    for (const scenario of all) {
      const explored = exploreStates(protocol, scenario);
      states += explored.states;
      if (explored.counterexample) throw new InvariantViolation(describeCounterexample(protocol.name, explored));
    }
  }
  for (const protocol of brokenProtocols) {
    const explored = exploreStates(protocol, oneCrashScenario);
    if (!explored.counterexample)
      throw new InvariantViolation(`The checker finds nothing wrong with "${protocol.name}".`);
    console.log(`  ${describeCounterexample(protocol.name, explored).replaceAll('\n', '\n  ')}`);
  }
  return { states, protocols: ourProtocols.length, 'other protocols refuted': brokenProtocols.length };
}

function describeCounterexample(name: string, { counterexample: found }: ExplorationResult): string {
  const steps = found?.path.map((step, index) => `${String(index + 1).padStart(3)}. ${step}`) ?? [];
  return [`${name}: ${found?.what}`, ...steps].join('\n');
}
