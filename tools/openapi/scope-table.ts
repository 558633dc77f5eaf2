import { endpoints } from '../../functions/endpoints.ts';
import { Scope, sensitiveScopes } from '../../lib/contract/scope.ts';

/** Builds the table of the scopes of API keys and of the operations that they allow. */
export function buildScopeTable(): string {
  const rows = Scope.options.map(scope => {
    const operations = endpoints.filter(endpoint => endpoint.scope === scope).map(({ summary }) => summary);
    return `| \`${scope}\` | ${sensitiveScopes.includes(scope) ? 'no' : 'yes'} | ${operations.join(', ')} |`;
  });
  return ['| scope | included in `*` | operations |', '|---|---|---|', ...rows].join('\n');
}
