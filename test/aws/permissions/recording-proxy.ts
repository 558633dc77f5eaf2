import { type ClientRequest, createServer, request as forward, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { listenOnLoopback } from '../emulator/listen-on-loopback.ts';
import type { AccessRequest } from './evaluate-policy.ts';
import { listRequiredAccess } from './parse-aws-call.ts';

/** Records the calls that functions make to AWS. Each function calls the emulator at an address of its own. */
export class RecordingProxy {
  private readonly emulator: URL;
  private readonly addresses = new Map<string, URL>();
  private readonly requests = new Map<string, Map<string, AccessRequest>>();

  constructor(emulator: URL) {
    this.emulator = emulator;
  }

  /** The address at which a function calls AWS. */
  async openAddress(functionName: string): Promise<URL> {
    const address = this.addresses.get(functionName) ?? (await this.listen(functionName));
    this.addresses.set(functionName, address);
    return address;
  }

  /** Lists what a function did, each permission with its conditions once. */
  listRequests(functionName: string): AccessRequest[] {
    return [...(this.requests.get(functionName)?.values() ?? [])];
  }

  private async listen(functionName: string): Promise<URL> {
    const server = createServer(async (request, response) => {
      try {
        const body = await text(request);
        this.record(functionName, request, body);
        const forwarded = this.forward(request);
        forwarded.once('error', () => response.destroy());
        forwarded.once('response', received => {
          response.writeHead(received.statusCode ?? 502, received.rawHeaders);
          received.pipe(response);
        });
        forwarded.end(body);
      } catch {
        response.destroy();
      }
    });
    // Never close an idle connection: a request that the function sends at that moment would fail.
    server.keepAliveTimeout = 0;
    return new URL(`http://127.0.0.1:${await listenOnLoopback(server)}`);
  }

  private forward({ method, url: path, headers }: IncomingMessage): ClientRequest {
    const { hostname, port } = this.emulator;
    return forward({ hostname, port, method, path, headers, agent: false });
  }

  private record(functionName: string, { method = '', url: path = '', headers }: IncomingMessage, body: string): void {
    const recorded = this.requests.get(functionName) ?? new Map<string, AccessRequest>();
    this.requests.set(functionName, recorded);
    for (const access of listRequiredAccess({ method, path, headers, body }))
      recorded.set(JSON.stringify(access), access);
  }
}
