import { seededDefects } from './mutants/seeded-defects.ts';
import { applyMutant } from './mutants/source-mutant.ts';
import { ProjectCopy } from './project-copy.ts';
import { InvariantViolation, type ProofPart } from './proof-part.ts';

/** Tests in test/prove that do not search for violations. */
const excludedTests = ['--exclude=**/mutants.test.ts', '--exclude=**/guarantees.test.ts'];

/** Tests the checks themselves: the short run must detect each of the most harmful defects. */
export const seededDefectsPart: ProofPart = {
  name: 'seeded-defects',
  description: 'the most harmful defects are seeded one at a time, and the short run must detect each',
  guards: [...new Set(seededDefects.flatMap(({ guards }) => guards))],
  isSlow: true,
  run: async () => {
    const copy = new ProjectCopy();
    const missed: string[] = [];
    try {
      const baseline = await copy.runTests(['test/prove/'], excludedTests);
      if (baseline.size > 0)
        throw new InvariantViolation(`the short run fails without a defect: ${[...baseline.keys()].join(', ')}`);
      for (const defect of seededDefects) {
        const restore = applyMutant(defect, copy.folder);
        const failed = await copy.runTests(['test/prove/'], excludedTests);
        restore();
        const detectors = [...failed.keys()].map(file => /(\w[\w-]*)\.test\.ts$/.exec(file)?.[1] ?? file);
        console.log(
          `  ${defect.name}: ${detectors.length > 0 ? `detected by ${detectors.join(', ')}` : 'NOT DETECTED'}`,
        );
        if (detectors.length === 0) missed.push(defect.name);
      }
    } finally {
      copy.remove();
    }
    if (missed.length > 0) throw new InvariantViolation(`the short run does not detect: ${missed.join('; ')}`);
    return { 'seeded defects': seededDefects.length, 'detected by the short run': seededDefects.length };
  },
};
