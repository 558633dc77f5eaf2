import type { ApiKey } from '../../lib/auth/api-key.ts';
import { type ApiKeyState, toApiKeyState } from '../../lib/auth/manage-api-keys.ts';
import { formatTextTable, replaceControlCharacters } from './text-table.ts';

/** The fields of an API key that a person may see. */
export interface ApiKeyRow {
  keyId: string;
  name: string | null;
  scopes: string[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  state: ApiKeyState;
}

/** API keys without their secrets. @param now - an instant */
export const toApiKeyRows = (apiKeys: ApiKey[], now: string): ApiKeyRow[] =>
  apiKeys.map(apiKey => ({
    keyId: apiKey.keyId,
    name: apiKey.name ?? null,
    scopes: apiKey.scopes,
    createdAt: apiKey.createdAt,
    expiresAt: apiKey.expiresAt ?? null,
    revokedAt: apiKey.revokedAt ?? null,
    state: toApiKeyState(apiKey, now),
  }));

export const formatApiKeyTable = (rows: ApiKeyRow[]): string =>
  formatTextTable(
    ['KEY', 'NAME', 'STATE', 'CREATED', 'EXPIRES', 'SCOPES'],
    rows.map(row => [
      row.keyId,
      replaceControlCharacters(row.name ?? '-'),
      row.state,
      row.createdAt,
      row.expiresAt ?? '-',
      row.scopes.join(','),
    ]),
  );
