import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { answerPage, header } from '../../functions/docs/page.ts';
import type { Handler } from '../../lib/middleware/handler.ts';
import { pageFiles } from '../page-files.ts';

/**
 * The pages as they are deployed, but with the demo key in the console of the docs.
 *
 * @param apiKey - undefined: there is none, or none yet
 */
export function localPages(apiKey: () => string | undefined): Handler {
  let files: Map<string, Buffer> | undefined;
  const compressed = new Map<string, Buffer>();
  const read = (name: string): Buffer | undefined => {
    files ??= pageFiles();
    const content = files.get(name);
    if (content && !compressed.has(name)) compressed.set(name, gzipSync(content, { level: 1 }));
    return compressed.get(name);
  };
  return async event => answerPage(event, read, isOfThisMachine(event) ? apiKey() : undefined);
}

/** Neither over the network nor by a name that somebody else gave to this machine. */
function isOfThisMachine(event: APIGatewayProxyEvent): boolean {
  const host = header(event, 'host').replace(/:\d+$/, '');
  const { sourceIp } = event.requestContext.identity;
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host) && /^(::ffff:)?127\.|^::1$/.test(sourceIp);
}
