import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { UserError } from '../../lib/user-error.ts';

/** A request that succeeds on the demo data, and its response except for generated IDs and the current time. */
const OperationExample = z.strictObject({
  summary: z.string(),
  path: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.array(z.string())).optional(),
  body: z.record(z.string(), z.unknown()).optional(),
  /** Only for the read of a stored response. */
  idempotencyKey: z.string().optional(),
  response: z.record(z.string(), z.unknown()),
});
export type OperationExample = z.infer<typeof OperationExample>;

/** Reads the examples of an operation by name, the most common one first. @throws UserError */
export function readExamples({ operation }: Pick<Endpoint, 'operation'>): Record<string, OperationExample> {
  const file = `functions/${toFunctionFolder(operation)}/example.json`;
  const path = join(import.meta.dirname, '..', '..', file);
  if (!existsSync(path)) throw new UserError(`${file} is missing. It contains the examples of ${operation}.`);
  const examples = z.record(z.string(), OperationExample).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!examples.success) throw new UserError(`${file}: ${z.prettifyError(examples.error)}`);
  return examples.data;
}

/** Reads one example of an operation. @throws UserError */
export function readExample(operation: string, name: string): OperationExample {
  const example = readExamples({ operation })[name];
  if (!example) throw new UserError(`functions/${toFunctionFolder(operation)}/example.json has no example ${name}.`);
  return example;
}

/** Converts examples to the form of the document. */
export const toMediaExamples = (examples: Record<string, OperationExample>, part: 'body' | 'response') =>
  Object.fromEntries(
    Object.entries(examples).flatMap(([name, { summary, [part]: value }]) =>
      value === undefined ? [] : [[name, { summary, value }]],
    ),
  );
