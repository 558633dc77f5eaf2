/** Country codes with two digits (ITU-T E.164). 1 and 7 have one digit; all others have three. */
const twoDigitCountryCode = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/**
 * Formats `+4915112345678` and `004915112345678` as `+49 151 123 456 78`. Any other number is only grouped, because its country is not
 * known.
 */
export function formatMsisdn(msisdn: string): string {
  const digits = /^(?:\+|00)([1-9]\d*)$/.exec(msisdn)?.[1];
  if (digits === undefined) return groupDigits(msisdn.replace('+', ''));
  const length = /^[17]/.test(digits) ? 1 : twoDigitCountryCode.test(digits) ? 2 : 3;
  return `+${digits.slice(0, length)} ${groupDigits(digits.slice(length))}`.trim();
}

/** Groups digits in threes. The last group has two to four. */
const groupDigits = (digits: string): string => digits.match(/\d{3}(?=\d{2})|\d+/g)?.join(' ') ?? '';
