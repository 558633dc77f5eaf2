import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { toConfigName } from '../../infra/resource-names.ts';

const CdkJson = z.looseObject({ context: z.looseObject({ stages: z.record(z.string(), z.unknown()) }) });

/** The option `--stage`, without which a command works on this machine. */
export const createStageOption = (): Option =>
  new Option(
    '--stage <name>',
    'a deployed stage, with the AWS credentials and region of the environment (default: this machine)',
  ).argParser(parseStageName);

/** Parses the name of a stage in cdk.json, such as `production`. */
function parseStageName(text: string): string {
  const { stages } = CdkJson.parse(
    JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')),
  ).context;
  if (Object.hasOwn(stages, toConfigName(text))) return text;
  const known = Object.keys(stages).join(', ');
  throw new InvalidArgumentError(`It must be a stage in cdk.json (${known}), or of a pull request such as pr-123.`);
}
