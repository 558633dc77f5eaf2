import { InvalidArgumentError } from 'commander';

/** `production`, as in cdk.json */
export function stageNameFrom(text: string): string {
  if (/^[a-z][a-z0-9-]{0,19}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be the name of a stage in cdk.json, such as staging.');
}
