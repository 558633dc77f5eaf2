import type { Endpoint } from '../../../lib/contract/endpoint.ts';
import { readExamples } from '../examples.ts';
import { buildCSharpSample } from './csharp-sample.ts';
import { buildCurlSample } from './curl-sample.ts';
import { buildGoSample } from './go-sample.ts';
import { buildJavaSample } from './java-sample.ts';
import { buildNodeSample } from './node-sample.ts';
import { buildPythonSample } from './python-sample.ts';
import { type SampleRequest, toSampleRequest } from './sample-request.ts';

/** A sample in the form of the extension `x-codeSamples`, which most documentation tools know. */
export interface CodeSample {
  lang: string;
  label: string;
  source: string;
}

const languages: [lang: string, label: string, build: (request: SampleRequest) => string][] = [
  ['Shell', 'curl', buildCurlSample],
  ['JavaScript', 'Node.js', buildNodeSample],
  ['Python', 'Python', buildPythonSample],
  ['Go', 'Go', buildGoSample],
  ['Java', 'Java', buildJavaSample],
  ['C#', 'C#', buildCSharpSample],
];

/**
 * Builds a sample of an operation in each language, from its first example. A command generates its idempotency key, so that a sample that is
 * pasted twice is carried out twice.
 */
export function buildCodeSamples(endpoint: Endpoint): CodeSample[] {
  const [example] = Object.values(readExamples(endpoint));
  if (!example) return [];
  const request = toSampleRequest(endpoint, example);
  return languages.map(([lang, label, build]) => ({ lang, label, source: build(request) }));
}
