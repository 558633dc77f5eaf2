import { endpoints, publicEndpoints } from '../../functions/endpoints.ts';
import { buildIntroduction } from './introduction.ts';

/**
 * Builds `llms.txt`, which language models read in place of the documentation pages: the introduction, and the operations with links to
 * their paragraphs. Links begin at the base URL of the API.
 */
export function buildLlmsText(): string {
  const operations = [...endpoints, ...publicEndpoints].map(
    ({ method, path, summary, description }) =>
      `- \`${method} ${path}\`: ${summary}. ${description.replace(/\s+/g, ' ')}`,
  );
  return [
    '# Connect API',
    '> Licenses and subscriptions of a telecom operator. Every command runs exactly once.',
    '- [OpenAPI document](docs/openapi.json): all operations with their schemas and code samples\n- [Documentation](docs): the same for people',
    buildIntroduction(),
    '## Operations',
    operations.join('\n'),
    '',
  ].join('\n\n');
}
