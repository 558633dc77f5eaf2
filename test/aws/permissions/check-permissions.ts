import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackTemplate } from '../deployment/remove-resources.ts';
import { type CheckCounts, runNamedChecks } from '../named-checks.ts';
import { accessExceptions } from './access-exceptions.ts';
import { compareWithExceptions, listRefusedCalls, listUnusedAccess } from './compare-access.ts';
import type { RecordingProxy } from './recording-proxy.ts';
import { type FunctionRole, readFunctionRoles } from './role-policies.ts';

/**
 * Compares the calls that the functions made to AWS with the permissions of their roles, when all other checks have run. The emulator itself
 * refuses no call.
 */
export function checkPermissions(assembly: string, recording: RecordingProxy): Promise<CheckCounts> {
  const roles = readAssemblyRoles(assembly);
  const listCalls = ({ functionName }: FunctionRole) => recording.listRequests(functionName);
  const unused = roles.flatMap(role => listUnusedAccess(role, listCalls(role)));
  const { unexplained, needless } = compareWithExceptions(unused, accessExceptions);
  return runNamedChecks('permissions', [
    [
      'the role of each function allows every call that the function made',
      async () => expectNone(roles.flatMap(role => listRefusedCalls(role, listCalls(role)))),
    ],
    [
      'each function made every call that its role allows, except those in access-exceptions.ts',
      async () => expectNone(unexplained),
    ],
    ['each exception in access-exceptions.ts is needed', async () => expectNone(needless)],
  ]);
}

const readAssemblyRoles = (assembly: string): FunctionRole[] =>
  readdirSync(assembly)
    .filter(name => name.endsWith('.template.json'))
    .map(name => JSON.parse(readFileSync(join(assembly, name), 'utf8')) as StackTemplate)
    .flatMap(readFunctionRoles);

function expectNone(sentences: string[]): void {
  if (sentences.length > 0) throw new Error(sentences.join('\n    '));
}
