import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate that vouches for itself, and its key, both in PEM. */
export interface SelfSigned {
  cert: string;
  key: string;
}

/** Made anew each time, so that no key lies about: the little of X.509 that it takes, as DER. */
export function selfSigned(name: string): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = sequence(set(sequence(der(0x06, commonName), der(0x0c, Buffer.from(name)))));
  const algorithm = sequence(der(0x06, ecdsaWithSha256));
  const validity = sequence(utcTime(-24), utcTime(24));
  const serial = der(0x02, Buffer.concat([Buffer.of(1), randomBytes(7)]));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const unsigned = sequence(serial, algorithm, subject, validity, subject, spki);
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', unsigned, privateKey)]));
  const lines = sequence(unsigned, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

const commonName = Buffer.from('550403', 'hex');
const ecdsaWithSha256 = Buffer.from('2a8648ce3d040302', 'hex');

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => der(0x31, Buffer.concat(parts));

/** @param hours - from now */
function utcTime(hours: number): Buffer {
  const at = new Date(Date.now() + hours * 3600_000).toISOString().replace(/[-:T]/g, '');
  return der(0x17, Buffer.from(`${at.slice(2, 14)}Z`));
}
