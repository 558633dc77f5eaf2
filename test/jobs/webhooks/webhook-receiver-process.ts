import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/*
 * A receiver as an integrator writes it, in a process of its own. Its argument is its port (0: any that is free); it prints the one it has. What
 * it is to do comes to /control, what it took is at /taken.
 */

/** How it takes its messages. `nowMs` is its clock: the time of a message is judged by it. */
export interface ReceiverControl {
  secret: string;
  nowMs: number;
  mode: 'take' | 'fail' | 'redirect' | 'hang' | 'cut';
}

/** What it got and could verify. */
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
