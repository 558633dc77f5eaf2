import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { folderOf } from '../folder-of.ts';
import { Unusable } from '../local/unusable.ts';

/** A request that works on the demo data, and what it is answered with but for ids, and instants of the moment. */
const Example = z.strictObject({
  summary: z.string(),
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.array(z.string())).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  answer: z.record(z.string(), z.unknown()),
});
export type Example = z.infer<typeof Example>;

/** The examples of an operation by their names, the most usual one first. @throws Unusable if there is none */
export function examplesOf({ operation }: Pick<Endpoint, 'operation'>): Record<string, Example> {
  const file = join('examples', `${folderOf(operation)}.json`);
  const path = join(import.meta.dirname, file);
  if (!existsSync(path)) throw new Unusable(`infra/openapi/${file} is missing: every operation has an example there.`);
  const examples = z.record(z.string(), Example).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!examples.success) throw new Unusable(`infra/openapi/${file}: ${z.prettifyError(examples.error)}`);
  return examples.data;
}

/** One example of an operation. @throws Unusable */
export function exampleOf(operation: string, name: string): Example {
  const example = examplesOf({ operation })[name];
  if (!example) throw new Unusable(`infra/openapi/examples: ${operation} has no example ${name}.`);
  return example;
}

/** In the form of the document. */
export const mediaExamples = (examples: Record<string, Example>, of: 'body' | 'answer') =>
  Object.fromEntries(
    Object.entries(examples).flatMap(([name, { summary, [of]: value }]) =>
      value === undefined ? [] : [[name, { summary, value }]],
    ),
  );
