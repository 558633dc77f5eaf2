/** A table, index or trigger, as SQLite keeps it: its definition is SQL, and what it holds begins on a page of its own. */
export interface SqliteDefinition {
  type: 'table' | 'index' | 'trigger';
  name: string;
  table: string;
  sql: string;
}

const pageBytes = 4096;
/** The first page begins with the header of the file. */
const headerBytes = 100;
const emptyPage = { table: 0x0d, index: 0x0a };

/**
 * An SQLite file in which these things are defined and all tables are empty. Node 20 has no SQLite; the format is fixed for good and
 * written down: https://sqlite.org/fileformat2.html.
 */
export function buildSqliteFile(definitions: SqliteDefinition[]): Buffer {
  const roots = definitions.filter(({ type }) => type !== 'trigger');
  // The first page holds the definitions themselves.
  const rootOf = (definition: SqliteDefinition) => (definition.type === 'trigger' ? 0 : roots.indexOf(definition) + 2);
  const cells = definitions.map((definition, index) => cell(index + 1, values(definition, rootOf(definition))));
  const pages = roots.map(({ type }) => page(type === 'index' ? emptyPage.index : emptyPage.table, []));
  const first = page(emptyPage.table, cells, headerBytes);
  header(pages.length + 1).copy(first);
  return Buffer.concat([first, ...pages]);
}

/** A row of the table of definitions. */
const values = ({ type, name, table, sql }: SqliteDefinition, root: number) => [type, name, table, root, sql];

function header(pages: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('SQLite format 3\0', 0, 'latin1');
  bytes.writeUInt16BE(pageBytes, 16);
  // Journal, not yet a write-ahead log; nothing reserved; the three fractions are fixed.
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  const fields = { 24: 1, 28: pages, 40: 1, 44: 4, 56: 1, 92: 1, 96: 3_040_001 };
  for (const [at, value] of Object.entries(fields)) bytes.writeUInt32BE(value, Number(at));
  return bytes;
}

/** A leaf of a B-tree: its cells stand at the end, the last one first, and pointers to them in their order at the beginning. */
function page(kind: number, cells: Buffer[], from = 0): Buffer {
  const needed = cells.reduce((sum, content) => sum + content.length + 2, from + 8);
  if (needed > pageBytes) throw new Error('The definitions do not fit into one page.');
  const bytes = Buffer.alloc(pageBytes);
  let at = pageBytes;
  for (const [index, content] of cells.entries()) {
    at -= content.length;
    content.copy(bytes, at);
    bytes.writeUInt16BE(at, from + 8 + 2 * index);
  }
  bytes[from] = kind;
  bytes.writeUInt16BE(cells.length, from + 3);
  bytes.writeUInt16BE(at, from + 5);
  return bytes;
}

/** A row: how long it is, its number, the types of its values, its values. */
function cell(row: number, fields: (string | number)[]): Buffer {
  const bodies = fields.map(field => (typeof field === 'string' ? Buffer.from(field, 'utf8') : Buffer.from([field])));
  const types = fields.map((field, index) =>
    varint(typeof field === 'string' ? 13 + 2 * (bodies[index]?.length ?? 0) : 1),
  );
  const typesBytes = Buffer.concat(types);
  const record = Buffer.concat([varint(typesBytes.length + 1), typesBytes, ...bodies]);
  return Buffer.concat([varint(record.length), varint(row), record]);
}

/** Seven bits a byte, the highest first; all bytes but the last have their high bit set. */
function varint(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return Buffer.from(bytes);
}
