import { describeGet, describePost, type RecordedRequest } from '../request.ts';

const cancel = (title: string, licenseId: string, body?: object): RecordedRequest =>
  describePost(`cancel license: ${title}`, `/licenses/${licenseId}/cancel`, body);
const many = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

export const cancelLicenseRequests: RecordedRequest[] = [
  cancel('now, by default', '<seat.licenseId>'),
  cancel('already cancelled', '<seat.licenseId>'),
  cancel('already cancelled, on a day', '<seat.licenseId>', { scheduledAt: '2024-03-01' }),
  cancel('at a renewal after the bound months', '<renewal.licenseId>', {}),
  cancel('on a day within the bound months', '<renewal.licenseId>', { scheduledAt: '2024-02-20' }),
  cancel('on another day', '<renewal.licenseId>', { scheduledAt: '2024-03-20', metadata: { why: 'moved' } }),
  cancel('at the end of the bound months without a billing cycle', '<bound.licenseId>'),
  cancel('now, without bound months or a billing cycle', '<once.licenseId>'),
  cancel('before it begins', '<later-renewal.licenseId>', { scheduledAt: '2024-01-20' }),
  cancel('after it begins', '<later-renewal.licenseId>', { scheduledAt: '2024-05-31' }),
  cancel('today, before it begins', '<later-renewal.licenseId>', { scheduledAt: '2024-01-15' }),
  cancel('a pending one, by default', 'license-pending'),
  cancel('a paused one, by default', 'license-paused', { metadata: { a: 1, b: null } }),
  cancel('a blocked one, on a day', 'license-blocked', { scheduledAt: '2024-03-31' }),
  cancel('an imported one that is cancelled', 'license-cancelled'),
  cancel('one with a pending product offering', 'license-changing'),
  cancel('metadata merged', 'license-active', {
    scheduledAt: '2024-12-31',
    metadata: { costCentre: null, text: 'Größe 値 🙂 \u2028', number: 1e21 / 1e6, list: [{ a: {} }] },
  }),
  cancel('metadata that is too much after merging', 'license-active', { metadata: many(49) }),
  cancel('an unknown license', 'unknown'),
  cancel('a license of another tenant', 'license-theirs'),
  cancel('a past day', 'license-active', { scheduledAt: '2023-12-31' }),
  cancel('a misspelt field', 'license-active', { scheduledat: '2024-03-01' }),
  cancel('null for a day', 'license-active', { scheduledAt: null }),
  cancel('an instant for a day', 'license-active', { scheduledAt: '2024-03-01T00:00:00Z' }),
  cancel('metadata of 51 keys', 'license-active', { metadata: many(51) }),
  cancel('metadata of six levels', 'license-active', { metadata: { a: { a: { a: { a: { a: {} } } } } } }),
  cancel('metadata over 8 KB', 'license-active', { metadata: { a: 'x'.repeat(8200) } }),
  cancel('metadata with an empty key', 'license-active', { metadata: { '': 1 } }),
  cancel('metadata with a key that is too long', 'license-active', { metadata: { ['k'.repeat(65)]: 1 } }),
  cancel('metadata with NUL', 'license-active', { metadata: { a: 'x\0' } }),
  cancel('metadata that is a text', 'license-active', { metadata: 'x' }),
  cancel('an id that is not one', 'a.b'),
  describeGet('get: the license that ends on a day', '/licenses/license-active'),
];
