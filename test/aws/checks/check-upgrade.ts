import { deployAssembly } from '../deployment/deploy.ts';
import { moveRelease } from '../deployment/project.ts';
import { runStep } from '../deployment/run-step.ts';
import { type CheckCounts, expectEqual, runNamedChecks } from '../named-checks.ts';
import { startTraffic } from './traffic.ts';

/** A deployed stage and a client of it. */
export interface DeployedStage {
  /** The address of its API on this machine. */
  url: string;
  apiKey: string;
  env: NodeJS.ProcessEnv;
}

/** Upgrades the stage from the last release while clients call it, and moves the release back and forward. No call may fail. */
export async function checkUpgrade(assembly: string, { url, apiKey, env }: DeployedStage): Promise<CheckCounts> {
  const withTraffic = async (work: () => Promise<unknown>) => {
    const stop = startTraffic(url, apiKey);
    await work().finally(stop);
    const { calls, failures } = await stop();
    console.log(`  calls meanwhile: ${calls}`);
    expectEqual(failures.slice(0, 3), []);
    if (calls < 10) throw new Error(`Only ${calls} calls were made.`);
  };
  const move = async (direction: '--back' | '--forward', expected: RegExp) => {
    const output = await runStep(`release ${direction}`, moveRelease(direction), env);
    if (!expected.test(output)) throw new Error(output);
  };
  return runNamedChecks('upgrade', [
    ['no call fails during an upgrade', () => withTraffic(() => deployAssembly('this release', assembly, env))],
    [
      'no call fails while all functions move back',
      () => withTraffic(() => move('--back', /^Functions moved back: [1-9]/m)),
    ],
    [
      'no call fails while all functions move forward',
      () => withTraffic(() => move('--forward', /^Functions moved forward: [1-9]/m)),
    ],
    ['a second move forward moves nothing', () => move('--forward', /already has the version/)],
  ]);
}
