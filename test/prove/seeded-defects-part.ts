import { seededDefects } from './mutants/seeded-defects.ts';
import { applyMutant } from './mutants/source-mutant.ts';
import { ProjectCopy } from './project-copy.ts';
import { InvariantViolation, type ProofPart } from './proof-part.ts';

/** The other tests here are about the parts. */
const excludedTests = ['--exclude=**/mutants.test.ts', '--exclude=**/guarantees.test.ts'];

/** The checks of the checks: the short run must complain of each of the faults that would hurt most. */
export const seededDefectsPart: ProofPart = {
  name: 'planted',
  description: 'the faults that would hurt most are planted one at a time, and the short run must find each',
  guards: [...new Set(seededDefects.flatMap(({ guards }) => guards))],
  isSlow: true,
  run: async () => {
    const copy = new ProjectCopy();
    const missed: string[] = [];
    try {
      const sound = await copy.runTests(['test/prove/'], excludedTests);
      if (sound.size > 0)
        throw new InvariantViolation(`the short run complains of a sound project: ${[...sound.keys()].join(', ')}`);
      for (const fault of seededDefects) {
        const restore = applyMutant(fault, copy.folder);
        const failed = await copy.runTests(['test/prove/'], excludedTests);
        restore();
        const finders = [...failed.keys()].map(file => /(\w[\w-]*)\.test\.ts$/.exec(file)?.[1] ?? file);
        console.log(`  ${fault.name}: ${finders.length > 0 ? `found by ${finders.join(', ')}` : 'NOT FOUND'}`);
        if (finders.length === 0) missed.push(fault.name);
      }
    } finally {
      copy.remove();
    }
    if (missed.length > 0) throw new InvariantViolation(`the short run does not find: ${missed.join('; ')}`);
    return { 'planted faults': seededDefects.length, 'found by the short run': seededDefects.length };
  },
};
