import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A self-signed certificate and its private key in PEM. */
export interface SelfSignedCertificate {
  cert: string;
  key: string;
}

/** Creates a new certificate each time, so that no private key is stored. It encodes the minimum of X.509 in DER. */
export function createSelfSignedCertificate(name: string): SelfSignedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = encodeSequence(
    encodeSet(encodeSequence(encodeDer(0x06, commonName), encodeDer(0x0c, Buffer.from(name)))),
  );
  const algorithm = encodeSequence(encodeDer(0x06, ecdsaWithSha256));
  const validity = encodeSequence(encodeUtcTime(-24), encodeUtcTime(24));
  const serial = encodeDer(0x02, Buffer.concat([Buffer.of(1), randomBytes(7)]));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const unsigned = encodeSequence(serial, algorithm, subject, validity, subject, spki);
  const signature = encodeDer(0x03, Buffer.concat([Buffer.of(0), sign('sha256', unsigned, privateKey)]));
  const lines = encodeSequence(unsigned, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

const commonName = Buffer.from('550403', 'hex');
const ecdsaWithSha256 = Buffer.from('2a8648ce3d040302', 'hex');

function encodeDer(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const encodeSequence = (...parts: Buffer[]): Buffer => encodeDer(0x30, Buffer.concat(parts));
const encodeSet = (...parts: Buffer[]): Buffer => encodeDer(0x31, Buffer.concat(parts));

/** @param hours - from now */
function encodeUtcTime(hours: number): Buffer {
  const at = new Date(Date.now() + hours * 3600_000).toISOString().replace(/[-:T]/g, '');
  return encodeDer(0x17, Buffer.from(`${at.slice(2, 14)}Z`));
}
