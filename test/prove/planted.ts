import { plant } from './mutant.ts';
import { type Part, Violated } from './part.ts';
import { plantedFaults } from './planted-list.ts';
import { ProjectCopy } from './project-copy.ts';

/** The other tests here are about the parts. */
const ofParts = ['--exclude=**/mutants.test.ts', '--exclude=**/guarantees.test.ts'];

/** The checks of the checks: the short run must complain of each of the faults that would hurt most. */
export const planted: Part = {
  name: 'planted',
  tries: 'the faults that would hurt most are planted one at a time, and the short run must find each',
  guards: [...new Set(plantedFaults.flatMap(({ guards }) => guards))],
  slow: true,
  run: async () => {
    const copy = new ProjectCopy();
    const missed: string[] = [];
    try {
      const sound = await copy.test(['test/prove/'], ofParts);
      if (sound.size > 0)
        throw new Violated(`the short run complains of a sound project: ${[...sound.keys()].join(', ')}`);
      for (const fault of plantedFaults) {
        const restore = plant(fault, copy.folder);
        const failed = await copy.test(['test/prove/'], ofParts);
        restore();
        const finders = [...failed.keys()].map(file => /(\w[\w-]*)\.test\.ts$/.exec(file)?.[1] ?? file);
        console.log(`  ${fault.name}: ${finders.length > 0 ? `found by ${finders.join(', ')}` : 'NOT FOUND'}`);
        if (finders.length === 0) missed.push(fault.name);
      }
    } finally {
      copy.remove();
    }
    if (missed.length > 0) throw new Violated(`the short run does not find: ${missed.join('; ')}`);
    return { 'planted faults': plantedFaults.length, 'found by the short run': plantedFaults.length };
  },
};
