import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import ts from 'typescript';

/** The files whose schemas have descriptions. */
const schemaFiles = /\/(lib\/contract\/[\w-]+|functions\/[\w-]+\/endpoint)\.ts$/;

const descriptionMethods = new Set(['describe', 'meta']);

/**
 * Removes the calls `.describe(…)` and `.meta(…)` from schemas. Only the documentation needs them; in a function they would add
 * about 7 KB and a copy of every described schema to each cold start.
 */
export const stripDescriptionsPlugin: Plugin = {
  name: 'strip-descriptions',
  setup(build) {
    build.onLoad({ filter: schemaFiles }, async ({ path }) => ({
      contents: stripDescriptions(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** Removes the descriptions from the source text of a module. */
export function stripDescriptions(source: string): string {
  const calls: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      descriptionMethods.has(node.expression.name.text)
    ) {
      calls.push({ start: node.expression.expression.end, end: node.end });
      visit(node.expression.expression);
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(ts.createSourceFile('schema.ts', source, ts.ScriptTarget.Latest));
  return calls
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), source);
}
