import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import {
  createWebhookVerifier,
  InvalidWebhook,
  type WebhookEvent,
  type WebhookVerifier,
} from '../../../client/src/webhook-verifier.ts';
import { createSelfSignedCertificate } from '../../jobs/webhooks/self-signed-certificate.ts';
import { listenOnLoopback } from '../emulator/listen-on-loopback.ts';
import { pollUntil } from '../poll-until.ts';

const receiverHost = 'receiver.example.com';
const network = pathToFileURL(join(import.meta.dirname, 'receiver-network.mjs'));
/** Long enough for the stream, the queue and the start of two functions on a busy machine. */
export const eventTimeoutMs = 30_000;
const acceptedStatus = 204;
const gonePath = '/gone';

type EventFilter = (event: WebhookEvent) => boolean;

/** An event that was accepted. */
interface AcceptedEvent {
  event: WebhookEvent;
  /** The status of the response to each attempt. */
  statuses: number[];
}

/** A webhook endpoint of an integrator with a public host name. */
export interface TlsReceiver {
  url: string;
  /** An endpoint that responds to every request with 410 Gone. */
  goneUrl: string;
  port: number;
  /** The environment variables with which a process reaches it. */
  environment: NodeJS.ProcessEnv;
  /** Sets the only secret whose signatures are valid. Other requests get 401. */
  useSecret(secret: string): void;
  /** Responds once with 500 to a matching event. */
  failOnce(filter: EventFilter): void;
  waitForAccepted(filter: EventFilter): Promise<AcceptedEvent>;
}

/** Starts a receiver that runs until this process exits. Its certificate is new, and trusted in its environment only. */
export async function startTlsReceiver(scratch: string): Promise<TlsReceiver> {
  const certificate = createSelfSignedCertificate(receiverHost);
  const certificateFile = join(scratch, 'receiver-certificate.pem');
  writeFileSync(certificateFile, certificate.cert);
  let verify: WebhookVerifier | undefined;
  let failing: EventFilter | undefined;
  let refusedCount = 0;
  const attempts: { event: WebhookEvent; status: number }[] = [];

  const respond = (body: Uint8Array, headers: NodeJS.Dict<string | string[]>): number => {
    const event = verifyOrRefuse(verify, body, headers);
    if (!event) {
      refusedCount += 1;
      return 401;
    }
    const isFailing = failing?.(event) ?? false;
    if (isFailing) failing = undefined;
    const status = isFailing ? 500 : acceptedStatus;
    attempts.push({ event, status });
    return status;
  };
  const server = createServer(certificate, async (request, response) => {
    const body = await buffer(request);
    response.writeHead(request.url === gonePath ? 410 : respond(body, request.headers)).end();
  });
  const port = await listenOnLoopback(server);

  return {
    url: `https://${receiverHost}:${port}/hooks`,
    goneUrl: `https://${receiverHost}:${port}${gonePath}`,
    port,
    environment: {
      NODE_OPTIONS: `--import=${network}`,
      NODE_EXTRA_CA_CERTS: certificateFile,
      WEBHOOK_RECEIVER_HOST: receiverHost,
    },
    useSecret(secret) {
      verify = createWebhookVerifier(secret);
    },
    failOnce(filter) {
      failing = filter;
    },
    waitForAccepted(filter) {
      const findAccepted = async () => {
        const matching = attempts.filter(({ event }) => filter(event));
        const accepted = matching.find(({ status }) => status === acceptedStatus);
        return accepted && { event: accepted.event, statuses: matching.map(({ status }) => status) };
      };
      const describeProblem = () => {
        const latest = attempts.slice(-10).map(({ event, status }) => `${event.type} ${status}`);
        return (
          `The receiver did not accept the event. Its latest valid requests: ${latest.join(', ') || 'none'}. ` +
          `Requests without a valid signature: ${refusedCount}.`
        );
      };
      return pollUntil(findAccepted, { timeoutMs: eventTimeoutMs, intervalMs: 100, describeProblem });
    },
  };
}

/** @returns undefined for a request without a valid signature */
function verifyOrRefuse(verify: WebhookVerifier | undefined, ...request: Parameters<WebhookVerifier>) {
  try {
    return verify?.(...request);
  } catch (error) {
    if (error instanceof InvalidWebhook) return undefined;
    throw error;
  }
}
