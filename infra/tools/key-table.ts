import type { ApiKey } from '../../lib/auth/api-key.ts';
import { type KeyState, stateOf } from '../../lib/auth/key-administration.ts';

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

/** Columns as wide as what is in them. */
export function keyTable(rows: KeyRow[]): string {
  const head = ['KEY', 'NAME', 'STATE', 'CREATED', 'EXPIRES', 'SCOPES'];
  const lines = rows.map(row => [
    row.keyId,
    printable(row.name ?? '-'),
    row.state,
    row.createdAt,
    row.expiresAt ?? '-',
    row.scopes.join(','),
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map(line => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A name must not steer a terminal. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '?');
