import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** A module that no function needs, and its replacement. */
interface BundleExclusion {
  module: RegExp;
  /** If absent, the module keeps its export names, and each of them throws when it is called. */
  replacement?: string;
}

const environmentCredentials = `
  export const defaultProvider = () => async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
    if (!accessKeyId || !secretAccessKey) throw new Error('The environment has no AWS credentials.');
    return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
  };
`;

const bundleExclusions: BundleExclusion[] = [
  // Lambda passes credentials in the environment. The rest of the chain (profiles, SSO, roles, containers) serves the tools, which are not bundled.
  {
    module: /\/@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/,
    replacement: environmentCredentials,
  },
  // Every client creates one, but only services with endpoint discovery use it.
  { module: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/, replacement: 'export class EndpointCache {}' },
  // No DynamoDB operation responds with an event stream.
  { module: /\/@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/ },
  // Every signer creates one, but only for event streams.
  {
    module: /\/@smithy\/signature-v4\/dist-es\/HeaderFormatter\.js$/,
    replacement: 'export class HeaderFormatter {} export class Int64 {}',
  },
  // Node.js on Lambda has a native SHA-256.
  { module: /\/@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/ },
  // Only the tools create JSON schemas, for the documentation.
  { module: /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ },
];

/**
 * An esbuild plugin that replaces modules which the packages contain for other uses.
 *
 * @param requireAll - reports an error if a module was not found, because a new version of a package may have moved it
 */
export const createExclusionPlugin = (requireAll: boolean): Plugin => ({
  name: 'bundle-exclusions',
  setup(build) {
    const unmatched = new Set(bundleExclusions);
    for (const entry of bundleExclusions) {
      build.onLoad({ filter: entry.module }, async ({ path }) => {
        unmatched.delete(entry);
        return { contents: entry.replacement ?? (await buildThrowingModule(path)) };
      });
    }
    // The clients of AWS services read only their own version.
    build.onLoad({ filter: /\/@aws-sdk\/client-[\w-]+\/package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    // The English messages of zod. Ours are in `lib/contract/validation-errors.ts`.
    build.onResolve({ filter: /^\.\.\/locales\/en\.js$/ }, () => ({
      path: 'empty-locale',
      namespace: 'bundle-exclusions',
    }));
    build.onLoad({ filter: /^empty-locale$/, namespace: 'bundle-exclusions' }, () => ({
      contents: 'export default () => ({ localeError: () => undefined });',
    }));
    build.onEnd(() => ({
      errors: requireAll
        ? [...unmatched].map(({ module }) => ({
            text: `No module matches the bundle exclusion ${module}. Update infra/bundle-exclusions.ts.`,
          }))
        : [],
    }));
  },
});

async function buildThrowingModule(path: string): Promise<string> {
  const names = Object.keys(await import(path));
  const message = `${path.replace(/.*node_modules\//, '')} is excluded from the bundles (infra/bundle-exclusions.ts).`;
  return `function absent() { throw new Error(${JSON.stringify(message)}); }
    export { ${names.map(name => `absent as ${name}`).join(', ')} };`;
}
