import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { createHttpPost } from '../../../lib/jobs/webhooks/post.ts';
import { useProcesses } from '../../support/processes.ts';
import { useTempFolders } from '../../support/temp-folders.ts';
import { createSelfSignedCertificate, type SelfSignedCertificate } from './self-signed-certificate.ts';

const sender = fileURLToPath(new URL('./sender-process.ts', import.meta.url));
const start = useProcesses();
const newFolder = useTempFolders();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Starts a receiver with TLS. @returns its port */
async function receiver(certificate: SelfSignedCertificate): Promise<number> {
  const server = createServer(certificate, (_, response) => response.writeHead(204).end());
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const post = createHttpPost({ policy: { allowLoopback: true }, timeoutMs: 60_000 });

it('a receiver with an untrusted certificate gets nothing', async () => {
  const port = await receiver(createSelfSignedCertificate('localhost'));
  expect(await post(`https://localhost:${port}/`, {}, '{}')).toEqual({ error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

it('a receiver with a trusted certificate gets messages at the host name of the certificate, and at no other', async () => {
  const certificate = createSelfSignedCertificate('localhost');
  const port = await receiver(certificate);
  const file = join(newFolder(), 'trusted.pem');
  writeFileSync(file, certificate.cert);
  const urls = ['localhost', 'other.localhost'].map(name => `https://${name}:${port}/`);
  const sending = start(sender, urls, { NODE_EXTRA_CA_CERTS: file });
  expect(await sending.waitForExit()).toBe(0);
  expect(sending.stdout()).toBe('{"status":204,"body":""}\n{"error":"ERR_TLS_CERT_ALTNAME_INVALID"}\n');
});
