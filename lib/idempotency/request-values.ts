import { randomBytes } from 'node:crypto';

/** The random values of a request. They are the same in all of its rounds. */
export interface RequestValues {
  /** Returns the generated ID with a number. */
  createResourceId(index: number): string;
  /** Returns 64 random bytes for a secret. */
  createSecretBytes(): Buffer;
}

/** Creates the random values of a request, each when it is needed first. */
export function createRequestValues(newId: () => string): RequestValues {
  const ids = new Map<number, string>();
  let secretBytes: Buffer | undefined;
  return {
    createResourceId(index) {
      const id = ids.get(index) ?? newId();
      ids.set(index, id);
      return id;
    },
    createSecretBytes() {
      secretBytes ??= randomBytes(64);
      return secretBytes;
    },
  };
}
