import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { type ApiTag, apiTags } from '../../lib/contract/tags.ts';
import { readExamples } from '../openapi/examples.ts';
import { skeletonTexts } from './endpoint-skeleton.ts';

const testFolder = join(import.meta.dirname, '..', '..', 'test', 'functions');

/** Lists the parts of an endpoint that are missing or still those of the skeleton, in one sentence each. */
export function listEndpointGaps(endpoint: Endpoint): string[] {
  const folder = toFunctionFolder(endpoint.operation);
  return [
    ...listContractGaps(endpoint).map(gap => `functions/${folder}/endpoint.ts: ${gap}`),
    ...listExampleGaps(endpoint).map(gap => `functions/${folder}/example.json: ${gap}`),
    ...listTestGaps(endpoint, folder),
  ];
}

function listContractGaps({ path, tag, description, pathParameters, success }: Endpoint): string[] {
  const segment = path.split('/')[1] ?? '';
  const tags: Record<string, ApiTag> = apiTags;
  const gaps: string[] = [];
  if (tags[segment] !== tag) {
    gaps.push(`the tag and the scope are those of another resource; lib/contract/tags.ts needs a tag for ${segment}.`);
  }
  if (description === skeletonTexts.description) gaps.push('the description is that of the skeleton.');
  for (const [name, schema] of Object.entries(pathParameters.shape)) {
    const text = (schema as z.ZodType).description;
    if (text === undefined || text === skeletonTexts.parameter) gaps.push(`${name} has no description of its own.`);
  }
  if (success.schema instanceof z.ZodObject && Object.keys(success.schema.shape).length === 0) {
    gaps.push('the schema of the response has no fields.');
  }
  return gaps;
}

function listExampleGaps(endpoint: Endpoint): string[] {
  const examples = Object.entries(readExamples(endpoint));
  if (examples.length === 0) return ['it has no example.'];
  return examples.flatMap(([name, { summary, response }]) => [
    ...(summary === skeletonTexts.example ? [`the summary of ${name} is that of the skeleton.`] : []),
    ...(Object.keys(response).length === 0 ? [`the response of ${name} is empty.`] : []),
  ]);
}

/** An operation is tested if a test in test/functions names it. */
function listTestGaps({ operation }: Endpoint, folder: string): string[] {
  const isTested = readdirSync(testFolder).some(file =>
    readFileSync(join(testFolder, file), 'utf8').includes(`'${operation}'`),
  );
  return isTested ? [] : [`test/functions/${folder}.test.ts is missing: no test of ${operation} exists.`];
}
