import type { Plugin } from 'esbuild';

/** A module that no function needs, and what stands in its place. */
interface LeftOut {
  module: RegExp;
  /** Absent: the same names, which all throw when they are called. */
  instead?: string;
}

const credentials = `
  export const defaultProvider = () => async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
    if (!accessKeyId || !secretAccessKey) throw new Error('The environment has no AWS credentials.');
    return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
  };
`;

const leftOut: LeftOut[] = [
  // Lambda gives credentials in the environment. The rest of the chain (profiles, SSO, roles, containers) is for tools, which are not bundled.
  {
    module: /\/@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/,
    instead: credentials,
  },
  // Is made with every client, and asked only by services that name their endpoints at run time.
  { module: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/, instead: 'export class EndpointCache {}' },
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
 * @param everything - whether it is an error when something of it is not there: a new version of a package may have moved it
 */
export const leaveOut = (everything: boolean): Plugin => ({
  name: 'leave-out',
  setup(build) {
    const missing = new Set(leftOut);
    for (const entry of leftOut) {
      build.onLoad({ filter: entry.module }, async ({ path }) => {
        missing.delete(entry);
        return { contents: entry.instead ?? (await throwing(path)) };
      });
    }
    // zod's English: what is wrong is said in our own words, see `lib/schemas/problem.ts`.
    build.onResolve({ filter: /^\.\.\/locales\/en\.js$/ }, () => ({ path: 'no-words', namespace: 'left-out' }));
    build.onLoad({ filter: /^no-words$/, namespace: 'left-out' }, () => ({
      contents: 'export default () => ({ localeError: () => undefined });',
    }));
    build.onEnd(() => ({
      errors: everything
        ? [...missing].map(({ module }) => ({ text: `Nothing to leave out is called ${module}.` }))
        : [],
    }));
  },
});

async function throwing(path: string): Promise<string> {
  const names = Object.keys(await import(path));
  const message = `${path.replace(/.*node_modules\//, '')} is left out of the bundles.`;
  return `function absent() { throw new Error(${JSON.stringify(message)}); }
    export { ${names.map(name => `absent as ${name}`).join(', ')} };`;
}
