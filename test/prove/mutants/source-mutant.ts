import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProofPart } from '../proof-part.ts';

/** One named defect, as an edit of the source code. A test must detect it. */
export interface SourceMutant {
  name: string;
  guards: ProofPart['guards'];
  file: string;
  /** Text that occurs exactly once in the file. */
  find: string;
  replace: string;
}

/** Creates a function that creates mutants of one file. */
export const createMutantsIn =
  (file: string) =>
  (name: string, guards: SourceMutant['guards'], find: string, replace: string): SourceMutant => ({
    name,
    guards,
    file,
    find,
    replace,
  });

/** Describes the problem if the text that a mutant changes does not occur exactly once, or returns undefined. */
export function findAnchorProblem({ name, file, find }: SourceMutant, folder: string): string | undefined {
  const count = readFileSync(join(folder, file), 'utf8').split(find).length - 1;
  if (count === 1) return undefined;
  return `"${name}": its text occurs ${count} times in ${file}, not once. Update the mutant to the current source text.`;
}

/** Applies a mutant in a copy of the project. @returns a function that restores the file */
export function applyMutant(mutant: SourceMutant, folder: string): () => void {
  const problem = findAnchorProblem(mutant, folder);
  if (problem) throw new Error(problem);
  const path = join(folder, mutant.file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, original.split(mutant.find).join(mutant.replace));
  return () => writeFileSync(path, original);
}
