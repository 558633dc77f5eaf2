import { UserError } from '../../lib/user-error.ts';
import type { NewEndpoint } from './endpoint-skeleton.ts';

const tableStart = 'const apiEndpointTable = [\n';

/** Adds an endpoint to the source text of functions/endpoints.ts: its import, in order, and its line at the end of the table. */
export function addTableEntry(source: string, { folder, operation }: NewEndpoint): string {
  const [imports, table] = source.split(tableStart);
  const end = table?.indexOf('\n]') ?? -1;
  if (imports === undefined || table === undefined || end === -1) {
    throw new UserError('functions/endpoints.ts has no table of the known form; add the endpoint by hand.');
  }
  const lines = imports.trimEnd().split('\n');
  const added = `import { endpoint as ${operation} } from './${folder}/endpoint.ts';`;
  const [first = '', ...others] = lines;
  const sorted = [...others, added].sort((a, b) => (readModule(a) < readModule(b) ? -1 : 1));
  return `${[first, ...sorted].join('\n')}\n\n${tableStart}${table.slice(0, end)}\n  ${operation},${table.slice(end)}`;
}

/** The module of an import, so that a shorter folder name sorts before a longer one that begins with it. */
const readModule = (line: string): string => (line.split("'")[1] ?? '').replaceAll('/', ' ');
