import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from '../../lib/user-error.ts';
import { runTool } from '../cli/run-tool.ts';
import { createNewCommand } from './new-command.ts';

const root = join(import.meta.dirname, '..', '..');

/** In a process of its own, because this one has loaded the endpoints without the new one. */
async function generateFromEndpoints(): Promise<void> {
  for (const args of [
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', 'functions', 'test/functions'],
    ['--import', 'tsx', 'tools/openapi/main.ts'],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new UserError(`The files are written, but node ${args.join(' ')} failed: ${stderr.trim()}`);
  }
}

await runTool(createNewCommand(root, generateFromEndpoints, console));
