import type { Plugin } from 'esbuild';

/** A module that no function needs, and what stands in its place. */
interface BundleExclusion {
  module: RegExp;
  /** Absent: the same names, which all throw when they are called. */
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
  // Lambda gives credentials in the environment. The rest of the chain (profiles, SSO, roles, containers) is for tools, which are not bundled.
  {
    module: /\/@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/,
    replacement: environmentCredentials,
  },
  // Is made with every client, and asked only by services that name their endpoints at run time.
  { module: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/, replacement: 'export class EndpointCache {}' },
  // DynamoDB answers no call with a stream of events.
  { module: /\/@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/ },
  // Lambda's Node hashes by itself.
  { module: /\/@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/ },
  // JSON schemas are made for the documentation, by tools.
  { module: /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/ },
];

/**
 * Leaves out of a bundle what the packages in it carry for others.
 *
 * @param requireAll - whether it is an error when something of it is not there: a new version of a package may have moved it
 */
export const createExclusionPlugin = (requireAll: boolean): Plugin => ({
  name: 'leave-out',
  setup(build) {
    const unmatched = new Set(bundleExclusions);
    for (const entry of bundleExclusions) {
      build.onLoad({ filter: entry.module }, async ({ path }) => {
        unmatched.delete(entry);
        return { contents: entry.replacement ?? (await buildThrowingModule(path)) };
      });
    }
    // zod's English: what is wrong is said in our own words, see `lib/contract/validation-errors.ts`.
    build.onResolve({ filter: /^\.\.\/locales\/en\.js$/ }, () => ({ path: 'no-words', namespace: 'left-out' }));
    build.onLoad({ filter: /^no-words$/, namespace: 'left-out' }, () => ({
      contents: 'export default () => ({ localeError: () => undefined });',
    }));
    build.onEnd(() => ({
      errors: requireAll
        ? [...unmatched].map(({ module }) => ({ text: `Nothing to leave out is called ${module}.` }))
        : [],
    }));
  },
});

async function buildThrowingModule(path: string): Promise<string> {
  const names = Object.keys(await import(path));
  const message = `${path.replace(/.*node_modules\//, '')} is left out of the bundles.`;
  return `function absent() { throw new Error(${JSON.stringify(message)}); }
    export { ${names.map(name => `absent as ${name}`).join(', ')} };`;
}
