/** Setting of the DynamoDB client that saves time, with the edit of the source that undoes it. */
export interface ClientTuning {
  name: string;
  /** Occurs exactly once in `lib/dynamodb/client.ts`. */
  find: string;
  replace: string;
}

export const tunedFile = 'lib/dynamodb/client.ts';

export const clientTunings: ClientTuning[] = [
  { name: 'JSON is passed through (`protocol`)', find: 'protocol: JsonProtocol,', replace: '' },
  { name: 'no retry strategy of the SDK (`retryStrategy`)', find: 'retryStrategy: singleAttempt, //', replace: '//' },
  { name: 'one signer for all calls (`signer`)', find: 'signer, //', replace: 'sha256: Sha256Hash, //' },
  { name: 'each secret is imported once (`sha256`)', find: 'sha256: Sha256Hash', replace: 'sha256: SdkSha256' },
  {
    name: 'middleware without effect is removed',
    find: 'for (const name of unusedMiddleware) client.middlewareStack.remove(name);',
    replace: '',
  },
  { name: 'endpoint without rules (`endpointProvider`)', find: 'endpointProvider: () => ({ url }),', replace: '' },
  { name: 'no look-ups in environment variables and files', find: '...noLookups,', replace: '' },
];
