import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/*
 * A receiver as an integrator would write it, in a separate process. Its argument is its port, or 0 for any free port. It prints the port.
 * Tests set its behaviour at /control and read the accepted messages at /taken.
 */

/** The behaviour of the receiver. `nowMs` is its clock, which it uses to verify timestamps. */
export interface ReceiverControl {
  secret: string;
  nowMs: number;
  mode: 'take' | 'fail' | 'redirect' | 'hang' | 'cut';
}

/** A message whose signature was valid. */
export interface VerifiedMessage {
  id: string;
  body: string;
}

let control: ReceiverControl = { secret: '', nowMs: 0, mode: 'fail' };
let verified: VerifiedMessage[] = [];
let forgedCount = 0;

Date.now = () => control.nowMs;

const respondByMode: Record<ReceiverControl['mode'], (response: ServerResponse) => void> = {
  take: response => response.writeHead(204).end(),
  fail: response => response.writeHead(500).end('Something is broken here.'),
  redirect: response => response.writeHead(302, { Location: '/control' }).end(),
  hang: () => {},
  cut: response => response.destroy(),
};

const server = createServer(async (request, response) => {
  const body = await text(request);
  if (request.url === '/control') {
    control = JSON.parse(body);
    return response.end();
  }
  if (request.method === 'DELETE') {
    verified = [];
    forgedCount = 0;
  }
  if (request.url === '/taken') return response.end(JSON.stringify({ taken: verified, forged: forgedCount }));
  try {
    new Webhook(control.secret).verify(body, request.headers as Record<string, string>);
    if (control.mode === 'take') verified.push({ id: String(request.headers['webhook-id']), body });
    respondByMode[control.mode](response);
  } catch {
    forgedCount += 1;
    response.writeHead(401).end();
  }
});

server.listen(Number(process.argv[2]), '127.0.0.1', () => {
  const address = server.address();
  console.log(`port ${typeof address === 'object' ? address?.port : 0}.`);
});
