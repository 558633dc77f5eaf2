import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import {
  buildFileResponse,
  buildPageError,
  buildPageResponse,
  isPageFileName,
  type PageFiles,
} from '../../lib/http/static-files.ts';

/** The reference sets styles from its script. Everything else is loaded from this origin only, and pages contain no inline script. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

/**
 * Responds to a request for a page or for a file of a page.
 *
 * @param apiKey - the API key for the console; only set on a server that nobody but its owner can reach
 */
export function servePage(event: APIGatewayProxyEvent, files: PageFiles, apiKey = ''): APIGatewayProxyResult {
  const name = toFileName(event);
  const compressed = name === undefined ? undefined : files(name);
  if (name === undefined || !compressed) return buildPageError('NOT_FOUND');
  if (!name.endsWith('.html')) {
    // The pages name a version of each file.
    return buildFileResponse(event, name, compressed, event.queryStringParameters?.v !== undefined);
  }
  const html = gunzipSync(compressed).toString('utf8');
  const page = html.replace('name="api-key" content=""', `name="api-key" content="${apiKey}"`);
  return buildPageResponse(event, page, contentSecurityPolicy);
}

/** Pages are served under their routes only. */
function toFileName({ resource, pathParameters }: APIGatewayProxyEvent): string | undefined {
  if (resource === '/') return 'index.html';
  if (resource === '/docs') return 'docs.html';
  if (resource === '/llms.txt') return 'llms.txt';
  const file = pathParameters?.file ?? '';
  return isPageFileName(file) ? file : undefined;
}
