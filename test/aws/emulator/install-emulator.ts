import { join } from 'node:path';
import { PythonUnavailable, preparePython } from '../../support/python-environment.ts';
import { type CommandLine, cacheFolder } from '../deployment/project.ts';
import { EmulatorUnavailable } from './emulator-unavailable.ts';

const emulatorPackage = 'ministack';
const emulatorVersion = '1.5.33';
/** Without it, the tokens of user pools have no valid signature. */
const tokenRequirement = 'cryptography==46.0.3';

/**
 * Installs the emulator into a virtual environment of its own, unless that was done before.
 *
 * @returns the command that starts it
 * @throws EmulatorUnavailable
 */
export async function installEmulator(): Promise<CommandLine> {
  const requirements = [`${emulatorPackage}==${emulatorVersion}`, tokenRequirement];
  const folder = join(cacheFolder, `${emulatorPackage}-${emulatorVersion}`);
  try {
    const python = await preparePython(folder, { requirements, modules: [emulatorPackage, 'cryptography'] });
    return [python, '-m', emulatorPackage];
  } catch (error) {
    if (!(error instanceof PythonUnavailable)) throw error;
    throw new EmulatorUnavailable(`AWS_ENDPOINT_URL is not set, and ${error.message}`);
  }
}
