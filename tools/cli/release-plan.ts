/** A function of a stage, its alias and its versions. */
export interface ReleasedFunction {
  functionName: string;
  /** The version that the alias points to. */
  liveVersion: number;
  /** The version that CloudFormation released last. CodeDeploy refuses the next release unless the alias points to it. */
  releasedVersion: number;
  /** True if the last update of the stack released that version. */
  isNew: boolean;
  /** All published versions. */
  versions: readonly number[];
}

/** A move of an alias to another version. */
export interface AliasMove {
  functionName: string;
  from: number;
  to: number;
}

export type ReleaseDirection = 'back' | 'forward';

/**
 * Decides which aliases move. Back: each function of the last release to the version before it. Forward: every function to the version that
 * CloudFormation released last. A second run moves nothing.
 */
export const planAliasMoves = (functions: readonly ReleasedFunction[], direction: ReleaseDirection): AliasMove[] =>
  functions.flatMap(({ functionName, liveVersion, ...versions }) => {
    const to = direction === 'back' ? findVersionBefore(versions) : versions.releasedVersion;
    return to === undefined || to === liveVersion ? [] : [{ functionName, from: liveVersion, to }];
  });

/** Returns undefined for a function that the last release did not change, and for one that had no version before. */
function findVersionBefore({
  releasedVersion,
  isNew,
  versions,
}: Pick<ReleasedFunction, 'releasedVersion' | 'isNew' | 'versions'>): number | undefined {
  if (!isNew) return undefined;
  return versions
    .filter(version => version < releasedVersion)
    .sort((a, b) => a - b)
    .at(-1);
}
