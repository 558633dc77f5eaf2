import type { PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { formatTextTable, replaceControlCharacters, shortenText } from './text-table.ts';

/** The width of a terminal window, if nobody changes it. */
const maxTableWidth = 80;
const maxNameWidth = 14;
const columnGap = 2;

/** Formats API keys in 80 columns. Dates are in UTC. Names and scopes are shortened; `--json` shows them completely. */
export function formatApiKeyTable(apiKeys: PortalApiKey[]): string {
  const header = ['KEY', 'NAME', 'STATE', 'LAST USED'];
  const rows = apiKeys.map(apiKey => [
    apiKey.keyId,
    shortenText(replaceControlCharacters(apiKey.name ?? '-'), maxNameWidth),
    formatState(apiKey),
    apiKey.lastUsedOn ?? 'never',
  ]);
  const usedWidth = header.reduce(
    (width, name, column) => width + columnGap + Math.max(name.length, ...rows.map(row => row[column]?.length ?? 0)),
    0,
  );
  const scopeWidth = maxTableWidth - usedWidth;
  return formatTextTable(
    [...header, 'SCOPES'],
    rows.map((row, index) => [...row, formatScopes(apiKeys[index]?.scopes ?? [], scopeWidth)]),
  );
}

/** Describes the state of an API key with the day on which it ended or ends. */
function formatState({ state, expiresAt, revokedAt }: PortalApiKey): string {
  if (state === 'REVOKED') return `revoked ${toDay(revokedAt)}`;
  if (state === 'EXPIRED') return `expired ${toDay(expiresAt)}`;
  return expiresAt === undefined ? 'active' : `expires ${toDay(expiresAt)}`;
}

const toDay = (instant = ''): string => instant.slice(0, 10);

/** Lists as many scopes as fit into a width, followed by the number of the others, such as `licenses:read +3`. */
function formatScopes(scopes: readonly string[], width: number): string {
  for (let shown = scopes.length; shown > 1; shown--) {
    const text = joinScopes(scopes, shown);
    if (text.length <= width) return text;
  }
  const [first = '-', ...others] = scopes;
  const rest = toRestNote(others.length);
  return shortenText(first, width - rest.length) + rest;
}

const joinScopes = (scopes: readonly string[], shown: number): string =>
  scopes.slice(0, shown).join(',') + toRestNote(scopes.length - shown);

const toRestNote = (count: number): string => (count === 0 ? '' : ` +${count}`);
