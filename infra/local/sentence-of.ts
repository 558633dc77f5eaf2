import { Unusable } from './unusable.ts';

/** What a person is told when something fails: never a stack, which says nothing to them. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return said.replace(/\s+/g, ' ').trim();
}
