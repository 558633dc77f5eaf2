const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 as in zlib and PNG, bit by bit. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text, 'utf8')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Six digits of base 62, which is enough for 32 bits. */
export function computeKeyChecksum(text: string): string {
  let rest = crc32(text);
  const digits = Array.from({ length: 6 }, () => {
    const digit = alphabet[rest % 62];
    rest = Math.floor(rest / 62);
    return digit;
  });
  return digits.reverse().join('');
}

/** The text with its last six characters made right: what anybody can do who changes a key. */
export const repairChecksum = (text: string): string => text.slice(0, -6) + computeKeyChecksum(text.slice(0, -6));
