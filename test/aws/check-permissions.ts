import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessExceptions } from './access-exceptions.ts';
import { compareWithExceptions, listRefusedCalls, listUnusedAccess } from './compare-access.ts';
import { type CheckCounts, type NamedCheck, runNamedChecks } from './named-checks.ts';
import type { RecordingProxy } from './recording-proxy.ts';
import type { StackTemplate } from './remove-resources.ts';
import { type FunctionRole, readFunctionRoles } from './role-policies.ts';

/**
 * Compares the calls that the functions made to AWS with the permissions of their roles. The emulator itself refuses no call.
 *
 * @param isComplete - all checks ran, so that each permission was needed
 */
export function checkPermissions(
  assembly: string,
  { recording, isComplete }: { recording: RecordingProxy; isComplete: boolean },
): Promise<CheckCounts> {
  const roles = readAssemblyRoles(assembly);
  const listCalls = ({ functionName }: FunctionRole) => recording.listRequests(functionName);
  const unused = roles.flatMap(role => listUnusedAccess(role, listCalls(role)));
  const { unexplained, needless } = compareWithExceptions(unused, accessExceptions);
  const completeChecks: NamedCheck[] = [
    [
      'each function made every call that its role allows, except those in access-exceptions.ts',
      async () => expectNone(unexplained),
    ],
    ['each exception in access-exceptions.ts is needed', async () => expectNone(needless)],
  ];
  return runNamedChecks('permissions', [
    [
      'the role of each function allows every call that the function made',
      async () => expectNone(roles.flatMap(role => listRefusedCalls(role, listCalls(role)))),
    ],
    ...(isComplete ? completeChecks : []),
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
