import { availableParallelism } from 'node:os';
import { type Mutant, plant } from './mutant.ts';
import { protocolMutants } from './mutants-protocol.ts';
import { storeMutants } from './mutants-store.ts';
import { type Effort, type Part, Violated } from './part.ts';
import { plantedFaults } from './planted-list.ts';
import { type Failed, ProjectCopy } from './project-copy.ts';

const all = [...plantedFaults, ...protocolMutants, ...storeMutants];

/** Where a test is most likely to notice first; whoever survives this meets {@link fast}. */
const nearby: [file: string, tests: string[]][] = [
  ['lib/command/record.ts', ['test/command/expiry', 'test/command/replay', 'test/command/lost-answer']],
  ['lib/command/commit.ts', ['test/command/contention', 'test/command/unknown', 'test/command/lost-answer']],
  [
    'lib/command/run.ts',
    ['test/command/replay', 'test/command/no-trace', 'test/command/unknown', 'test/command/torn-read'],
  ],
  ['lib/command/read.ts', ['test/command/reads']],
  ['lib/command/budget.ts', ['test/command/contention', 'test/command/deadline']],
  ['lib/command/fingerprint.ts', ['test/command/fingerprint']],
  [
    'lib/store/failure.ts',
    ['test/command/lost-answer', 'test/command/no-trace', 'test/command/reads', 'test/command/unknown'],
  ],
  ['lib/store/dynamodb.ts', ['test/command/deadline', 'test/command/reads', 'test/command/budget', 'test/store/']],
  ['lib/store/', ['test/store/', 'test/command/torn-read', 'test/command/expiry', 'test/command/unknown']],
  ['lib/auth/', ['test/auth/', 'test/middleware/api-key', 'test/functions/access']],
  ['lib/middleware/', ['test/middleware/', 'test/command/deadline', 'test/command/crash']],
];
const fast = ['test/command/', 'test/store/', 'test/auth/', 'test/middleware/', 'test/functions/', 'test/domain/'];

/** Each condition, comparison and order that the promise rests on is changed, one at a time. A test must notice. */
export const mutants: Part = {
  name: 'mutants',
  tries: 'each condition, comparison and order that the promise rests on is changed, and a test must notice',
  guards: ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I12'],
  slow: true,
  run: async (_effort: Effort) => {
    const waiting = [...all];
    const killers = new Map<Mutant, string>();
    const lanes = Math.min(availableParallelism(), 4);
    await Promise.all(
      Array.from({ length: lanes }, () => inCopy(copy => killAll(copy, () => waiting.shift(), killers))),
    );
    const survivors = all.filter(mutant => !killers.has(mutant));
    if (survivors.length > 0) {
      throw new Violated(`no test notices: ${survivors.map(({ name, file }) => `${name} (${file})`).join('; ')}`);
    }
    return { mutants: all.length, 'noticed by a test': killers.size };
  },
};

async function inCopy(work: (copy: ProjectCopy) => Promise<void>): Promise<void> {
  const copy = new ProjectCopy();
  try {
    const startedAt = Date.now();
    const failed = nameOf(await copy.test(fast));
    if (failed !== undefined) throw new Violated(`without any mutant, a test fails: ${failed}`);
    // On a machine that is busy with other things, too, what takes so long has no end.
    copy.longestMs = 4 * (Date.now() - startedAt);
    await work(copy);
  } finally {
    copy.remove();
  }
}

async function killAll(copy: ProjectCopy, next: () => Mutant | undefined, killers: Map<Mutant, string>): Promise<void> {
  for (let mutant = next(); mutant; mutant = next()) {
    const killer = await killerOf(mutant, copy);
    console.log(`  ${killer === undefined ? 'SURVIVES' : 'noticed'}: ${mutant.name} (${mutant.file})`);
    if (killer === undefined) continue;
    console.log(`           by ${killer}`);
    killers.set(mutant, killer);
  }
}

async function killerOf(mutant: Mutant, copy: ProjectCopy): Promise<string | undefined> {
  const restore = plant(mutant, copy.folder);
  try {
    const first = nearby.find(([file]) => mutant.file.startsWith(file))?.[1] ?? fast;
    return nameOf(await copy.test(first, ['--bail=1'])) ?? nameOf(await copy.test(fast, ['--bail=1']));
  } finally {
    restore();
  }
}

function nameOf(failed: Failed): string | undefined {
  const [first] = failed;
  return first && `${first[0]}: ${first[1][0]}`;
}
