import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isLoopbackRequest } from '../loopback-request.ts';
import { buildSignInErrorPage, signInPageHeaders } from './pages.ts';
import { signInPath } from './settings.ts';

/**
 * Creates the listener of the OpenID provider. It loads the provider at the first request, because that takes longer than the whole start
 * of the server.
 *
 * @param getPort - called when the server accepts requests
 */
export function createSignInListener(getPort: () => number): RequestListener {
  let loading: Promise<RequestListener> | undefined;
  const loadProvider = async (): Promise<RequestListener> => {
    const { createSignInProvider } = await import('./provider.ts');
    return (await createSignInProvider(getPort())).callback();
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    loading ??= loadProvider();
    const listener = await loading;
    await listener(toMountedRequest(request), response);
  };
  return (request, response) => {
    if (!isLoopbackRequest(request.headers.host ?? '', request.socket.remoteAddress ?? '')) {
      response.writeHead(403, signInPageHeaders);
      response.end(
        buildSignInErrorPage(
          `The demo users can sign in on this machine only, at http://localhost:${getPort()}/portal.`,
        ),
      );
      return;
    }
    serve(request, response).catch(error => {
      console.error(error);
      response.destroy();
    });
  };
}

/** Removes the path at which the provider is mounted. The provider builds its addresses from the original URL. */
function toMountedRequest(request: IncomingMessage): IncomingMessage {
  const originalUrl = request.url ?? signInPath;
  return Object.assign(request, { originalUrl, url: originalUrl.slice(signInPath.length) || '/' });
}
