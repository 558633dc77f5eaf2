import { cdkCommand, deployedStage } from '../deployment/project.ts';
import { runStep } from '../deployment/run-step.ts';
import { callAws } from '../emulator/call-aws.ts';
import { type CheckCounts, expectEqual, runNamedChecks } from '../named-checks.ts';

/** Deletes the stage. Nothing of it may stay. */
export async function checkTearDown(emulator: URL, assembly: string, env: NodeJS.ProcessEnv): Promise<CheckCounts> {
  await runStep('cdk destroy --all', cdkCommand('destroy', '--all', '--force', '--app', assembly), env);
  const prefix = `connect-${deployedStage}-`;
  const isOfStage = (name: string) => name.startsWith(prefix);
  return runNamedChecks('tear-down', [
    [
      'no table stays',
      async () => {
        const call = { service: 'dynamodb', target: 'DynamoDB_20120810.ListTables', version: '1.0' };
        expectEqual((await callAws(emulator, call, {})).TableNames.filter(isOfStage), []);
      },
    ],
    [
      'no function stays',
      async () => {
        const response = await fetch(new URL('/2015-03-31/functions/', emulator));
        const { Functions } = (await response.json()) as { Functions: { FunctionName: string }[] };
        expectEqual(Functions.map(({ FunctionName }) => FunctionName).filter(isOfStage), []);
      },
    ],
  ]);
}
