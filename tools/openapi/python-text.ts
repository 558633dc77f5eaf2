import { UserError } from '../../lib/user-error.ts';

/** The maximum length of a line in generated Python files. */
export const lineWidth = 110;

/** Formats the first lines of a generated Python file. */
export const formatPythonHeader = (docstring: string): string =>
  `# Written by \`npm run openapi\`; not to be edited.\n"""${docstring}"""\n`;

/** Formats a text as a docstring or as the description of a field. */
export function formatDocstring(text: string, indent: string): string {
  const lines = text
    .replaceAll('\\', '\\\\')
    .replace(/"(?=""|$)/g, '\\"')
    .split('\n')
    .flatMap(line => wrapLine(line, lineWidth - indent.length - 6));
  const [first = '', ...others] = lines;
  const rest = others.map(line => (line === '' ? '\n' : `\n${indent}${line}`)).join('');
  return others.length > 0 ? `${indent}"""${first}${rest}\n${indent}"""\n` : `${indent}"""${first}"""\n`;
}

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const current = lines.at(-1) ?? '';
    if (current !== '' && current.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = current === '' ? word : `${current} ${word}`;
  }
  return lines;
}

/** Formats items between brackets: in one line if it fits, or else with one item per line. */
export function formatPythonList(start: string, items: readonly string[], end: string, indent: string): string {
  const line = `${indent}${start}${items.join(', ')}${end}`;
  if (items.length === 0 || line.length <= lineWidth) return `${line}\n`;
  return `${indent}${start}\n${items.map(item => `${indent}    ${item},\n`).join('')}${indent}${end}\n`;
}

const pythonKeywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in ' +
    'is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Returns a name that Python accepts. @throws UserError for any other name */
export function requirePythonName(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name) && !pythonKeywords.has(name)) return name;
  throw new UserError(`${name} is not a name in Python. Choose another name for this field or parameter.`);
}

/** `licenseId` → `license_id`. */
export const toSnakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

export const toPascalCase = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
