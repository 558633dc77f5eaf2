import { type Explored, explore, type Scenario } from './model/explore.ts';
import { broken, ours } from './model/protocols.ts';
import { type Counts, type Effort, type Part, Violated } from './part.ts';

const none = { crash: 0, twice: 0, expire: 0, forget: 0, lapse: 0 };

/** Answers may be lost and transactions late in all of them: that costs nothing. */
const scenarios: Scenario[] = [
  { bodies: ['X', 'X'], left: { ...none, crash: 1, twice: 1, forget: 1 } },
  { bodies: ['X', 'X'], left: { ...none, crash: 1, expire: 1 } },
  { bodies: ['X', 'Y'], left: { ...none, crash: 1, twice: 1, expire: 1 } },
];

const longer: Scenario[] = [
  { bodies: ['X', 'X'], left: { ...none, crash: 2, twice: 2, forget: 1, expire: 1 } },
  { bodies: ['X', 'X', 'X'], left: { ...none, crash: 1 } },
  { bodies: ['X', 'X', 'Y'], left: { ...none, crash: 1 } },
];

/** What is enough to break the others. */
const oneCrash: Scenario = { bodies: ['X', 'X'], left: { ...none, crash: 1, lapse: 1 } };

export const model: Part = {
  name: 'model',
  tries:
    'every order of everything that can happen to a few attempts of one key, in the protocol as an abstract machine',
  guards: ['I1', 'I2', 'I3', 'I4', 'I7', 'I9', 'I11'],
  run: search,
};

async function search({ until }: Effort): Promise<Counts> {
  let states = 0;
  const all = until === undefined ? scenarios : [...scenarios, ...longer];
  for (const protocol of ours) {
    for (const scenario of all) {
      const explored = explore(protocol, scenario);
      states += explored.states;
      if (explored.counterexample) throw new Violated(told(protocol.name, explored));
    }
  }
  for (const protocol of broken) {
    const explored = explore(protocol, oneCrash);
    if (!explored.counterexample) throw new Violated(`The checker finds nothing wrong with "${protocol.name}".`);
    console.log(`  ${told(protocol.name, explored).replaceAll('\n', '\n  ')}`);
  }
  return { states, protocols: ours.length, 'other protocols refuted': broken.length };
}

function told(name: string, { counterexample: found }: Explored): string {
  const steps = found?.path.map((step, index) => `${String(index + 1).padStart(3)}. ${step}`) ?? [];
  return [`${name}: ${found?.what}`, ...steps].join('\n');
}
