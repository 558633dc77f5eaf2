import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

const CdkJson = z.looseObject({ context: z.looseObject({ stages: z.record(z.string(), z.unknown()) }) });

/** `production`, as in cdk.json */
export function parseStageName(text: string): string {
  const { stages } = CdkJson.parse(
    JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')),
  ).context;
  if (Object.hasOwn(stages, text)) return text;
  throw new InvalidArgumentError(`It must be the name of a stage in cdk.json: ${Object.keys(stages).join(', ')}.`);
}
