import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProofPart } from '../proof-part.ts';

/** One named change for the worse, as an edit of the source. A test has to notice. */
export interface SourceMutant {
  name: string;
  guards: ProofPart['guards'];
  file: string;
  /** Occurs exactly once in the file. */
  find: string;
  replace: string;
}

/** Names the file of several mutants once. */
export const createMutantsIn =
  (file: string) =>
  (name: string, guards: SourceMutant['guards'], find: string, replace: string): SourceMutant => ({
    name,
    guards,
    file,
    find,
    replace,
  });

/** What became of the text that a mutant changes: undefined when all is well, else what is wrong, in a sentence. */
export function findAnchorProblem({ name, file, find }: SourceMutant, folder: string): string | undefined {
  const count = readFileSync(join(folder, file), 'utf8').split(find).length - 1;
  if (count === 1) return undefined;
  return `"${name}": ${file} holds the text it changes ${count} times, not once. Give the mutant the text that is there now.`;
}

/** Makes the change in a copy of the project. @returns what puts it back */
export function applyMutant(mutant: SourceMutant, folder: string): () => void {
  const problem = findAnchorProblem(mutant, folder);
  if (problem) throw new Error(problem);
  const path = join(folder, mutant.file);
  const sound = readFileSync(path, 'utf8');
  writeFileSync(path, sound.split(mutant.find).join(mutant.replace));
  return () => writeFileSync(path, sound);
}
