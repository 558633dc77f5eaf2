import type { Logger } from '@aws-lambda-powertools/logger';
import { generateApiKey } from '../auth/api-key.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { describeError } from '../observability/describe-error.ts';
import { buildSyntheticRequests, type SyntheticRequest } from './synthetic-request.ts';

/** The event that CodeDeploy sends before it moves traffic. */
export interface ReleaseEvent {
  DeploymentId: string;
  LifecycleEventHookExecutionId: string;
}

/** A version of a function. */
export interface FunctionVersion {
  functionName: string;
  version: string;
}

/** The result of an invocation. */
export interface InvocationResult {
  /** Present if the function ended without a result. */
  functionError?: string | undefined;
  payload: string;
}

/** The releases of CodeDeploy, and the versions that they release. */
export interface Releases {
  /** Finds the version that a deployment releases. */
  findNewVersion(deploymentId: string): Promise<FunctionVersion>;
  invoke(version: FunctionVersion, event: object): Promise<InvocationResult>;
  /** Lets the deployment continue, or stops it. */
  reportResult(event: ReleaseEvent, isAccepted: boolean): Promise<void>;
}

interface ReleaseCheckDependencies {
  releases: Releases;
  endpointsByFunction: ReadonlyMap<string, Endpoint>;
  logger: Logger;
}

/**
 * Creates the function that CodeDeploy calls before traffic moves to a new version. It sends the version requests that change nothing. A
 * version that gives a wrong response is never released.
 */
export const createReleaseCheck =
  ({ releases, endpointsByFunction, logger }: ReleaseCheckDependencies) =>
  async (event: ReleaseEvent): Promise<void> => {
    const faults: string[] = [];
    let version: FunctionVersion | undefined;
    try {
      version = await releases.findNewVersion(event.DeploymentId);
      const endpoint = endpointsByFunction.get(version.functionName);
      if (!endpoint) throw new Error(`${version.functionName} is not the function of an endpoint.`);
      for (const request of buildSyntheticRequests(endpoint, generateUnknownApiKey())) {
        const fault = findFault(request, await releases.invoke(version, request.event));
        if (fault !== undefined) faults.push(fault);
      }
    } catch (error) {
      faults.push(describeError(error));
    }
    if (faults.length > 0) logger.error('The new version was not released.', { ...version, faults });
    else logger.info('The new version works.', { ...version });
    await releases.reportResult(event, faults.length === 0);
  };

/** No tenant knows this API key. */
const generateUnknownApiKey = (): string =>
  generateApiKey({ tenantId: 'release-check', mode: 'test' }, { scopes: [], createdAt: '' }).text;

/** Describes the fault of the response to a request. @returns undefined if it has none */
export function findFault(
  { title, status }: SyntheticRequest,
  { functionError, payload }: InvocationResult,
): string | undefined {
  if (functionError !== undefined) return `To ${title}, the version gave no response (${functionError}): ${payload}`;
  const response = parsePayload(payload);
  if (response?.statusCode === status) return undefined;
  return `To ${title}, the version responded ${response?.statusCode ?? 'nothing'} instead of ${status}: ${payload}`;
}

function parsePayload(payload: string): { statusCode?: unknown } | undefined {
  try {
    return JSON.parse(payload) ?? undefined;
  } catch {
    return undefined;
  }
}
