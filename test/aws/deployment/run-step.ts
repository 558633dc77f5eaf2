import { type CommandResult, runChildCommand } from '../emulator/child-process.ts';
import { type CommandLine, deployedRegion, projectFolder } from './project.ts';

/** The environment of a deployment on the emulator, without the caller's own AWS settings, profiles and HTTP proxies. */
export function deployEnvironment(emulator: URL, scratch: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK|CONNECT)_|_PROXY$/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    TMPDIR: scratch,
    AWS_ENDPOINT_URL: emulator.origin,
    AWS_REGION: deployedRegion,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}

/**
 * Runs one step of the test and prints how long it took.
 *
 * @returns its standard output
 * @param isDone - decides whether the step did its work
 * @throws Error with all output of a step that did not
 */
export async function runStep(
  name: string,
  command: CommandLine,
  env: NodeJS.ProcessEnv,
  isDone = (result: CommandResult) => result.code === 0,
): Promise<string> {
  const startedAt = performance.now();
  const result = await runChildCommand(command, { cwd: projectFolder, env });
  const { code, stdout, stderr } = result;
  if (!isDone(result)) throw new Error(`${name}: exit code ${code}\n${stdout}${stderr}`);
  console.log(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return stdout;
}
