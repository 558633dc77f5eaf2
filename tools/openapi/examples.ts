import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { UserError } from '../../lib/user-error.ts';

/** A request that works on the demo data, and what it is answered with but for ids, and instants of the moment. */
const OperationExample = z.strictObject({
  summary: z.string(),
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.array(z.string())).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  answer: z.record(z.string(), z.unknown()),
});
export type OperationExample = z.infer<typeof OperationExample>;

/** The examples of an operation by their names, the most usual one first. @throws UserError if there is none */
export function readExamples({ operation }: Pick<Endpoint, 'operation'>): Record<string, OperationExample> {
  const file = `functions/${toFunctionFolder(operation)}/example.json`;
  const path = join(import.meta.dirname, '..', '..', file);
  if (!existsSync(path)) throw new UserError(`${file} is missing: every operation has an example there.`);
  const examples = z.record(z.string(), OperationExample).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!examples.success) throw new UserError(`${file}: ${z.prettifyError(examples.error)}`);
  return examples.data;
}

/** One example of an operation. @throws UserError */
export function readExample(operation: string, name: string): OperationExample {
  const example = readExamples({ operation })[name];
  if (!example) throw new UserError(`functions/${toFunctionFolder(operation)}/example.json has no example ${name}.`);
  return example;
}

/** In the form of the document. */
export const toMediaExamples = (examples: Record<string, OperationExample>, of: 'body' | 'answer') =>
  Object.fromEntries(
    Object.entries(examples).flatMap(([name, { summary, [of]: value }]) =>
      value === undefined ? [] : [[name, { summary, value }]],
    ),
  );
