import type { ApiKey } from '../../lib/auth/api-key.ts';
import { type KeyState, stateOf } from '../../lib/auth/key-administration.ts';
import { printable, textTable } from './text-table.ts';

/** What a person may see of a key. */
export interface KeyRow {
  keyId: string;
  name: string | null;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  state: KeyState;
}

/** Keys without what proves them. @param now - an instant */
export const keyRows = (keys: ApiKey[], now: string): KeyRow[] =>
  keys.map(key => ({
    keyId: key.keyId,
    name: key.name ?? null,
    scopes: key.scopes,
    createdAt: key.createdAt,
    expiresAt: key.expiresAt ?? null,
    revokedAt: key.revokedAt ?? null,
    state: stateOf(key, now),
  }));

export const keyTable = (rows: KeyRow[]): string =>
  textTable(
    ['KEY', 'NAME', 'STATE', 'CREATED', 'EXPIRES', 'SCOPES'],
    rows.map(row => [
      row.keyId,
      printable(row.name ?? '-'),
      row.state,
      row.createdAt,
      row.expiresAt ?? '-',
      row.scopes.join(','),
    ]),
  );
