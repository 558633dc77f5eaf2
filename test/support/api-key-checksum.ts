const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Computes a CRC-32 as in zlib and PNG, bit by bit. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Computes the checksum of an API key: six digits in base 62, which hold 32 bits. */
export function computeKeyChecksum(text: string): string {
  let remaining = crc32(text);
  const digits = Array.from({ length: 6 }, () => {
    const digit = alphabet[remaining % 62];
    remaining = Math.floor(remaining / 62);
    return digit;
  });
  return digits.reverse().join('');
}

/** Replaces the last six characters with the correct checksum, as anybody who changes an API key can do. */
export const repairChecksum = (text: string): string => text.slice(0, -6) + computeKeyChecksum(text.slice(0, -6));
