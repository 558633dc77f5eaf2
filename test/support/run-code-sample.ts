import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a sample of a language is run: the name of its file, and the command. */
interface SampleRunner {
  file: string;
  command: [name: string, ...args: string[]];
}

const runners: Record<string, SampleRunner> = {
  curl: { file: 'sample.sh', command: ['sh', 'sample.sh'] },
  'Node.js': { file: 'sample.mjs', command: [process.execPath, 'sample.mjs'] },
  Python: { file: 'sample.py', command: ['python3', 'sample.py'] },
  Go: { file: 'main.go', command: ['go', 'run', 'main.go'] },
  Java: { file: 'Main.java', command: ['java', 'Main.java'] },
  'C#': { file: 'sample.cs', command: ['dotnet', 'run', 'sample.cs'] },
};

/** Languages whose interpreter this machine has. */
export const installedLanguages: ReadonlySet<string> = new Set(
  Object.entries(runners)
    .filter(([, { command }]) => spawnSync('sh', ['-c', `command -v ${command[0]}`]).status === 0)
    .map(([language]) => language),
);

/** Runs a code sample in a folder of its own. @returns everything that it prints */
export function runCodeSample(
  language: string,
  source: string,
  folder: string,
  env: Record<string, string>,
): { code: number | null; output: string } {
  const { file, command } = runners[language] ?? { file: '', command: [''] as [string] };
  const tools = join(folder, 'tools');
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(folder, file), source);
  // Not every system has this command.
  writeFileSync(join(tools, 'uuidgen'), `#!/bin/sh\nexec "${process.execPath}" -p 'crypto.randomUUID()'\n`, {
    mode: 0o755,
  });
  const [name, ...args] = command;
  const path = `${process.env.PATH}:${tools}`;
  const { status, stdout, stderr } = spawnSync(name, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: path, ...env },
  });
  return { code: status, output: stdout + stderr };
}
