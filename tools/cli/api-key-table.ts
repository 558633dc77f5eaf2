import type { PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { formatTextTable, replaceControlCharacters } from './text-table.ts';

export const formatApiKeyTable = (apiKeys: PortalApiKey[]): string =>
  formatTextTable(
    ['KEY', 'NAME', 'STATE', 'CREATED', 'LAST USED', 'EXPIRES', 'SCOPES'],
    apiKeys.map(({ keyId, name, state, createdAt, lastUsedOn, expiresAt, scopes }) => [
      keyId,
      replaceControlCharacters(name ?? '-'),
      state,
      createdAt,
      lastUsedOn ?? '-',
      expiresAt ?? '-',
      scopes.join(','),
    ]),
  );
