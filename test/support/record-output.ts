import type { CommandOutput } from '../../tools/cli/run-tool.ts';

/** Takes down what a program says instead of saying it. */
export function recordOutput(): { output: CommandOutput; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const output: CommandOutput = {
    log: text => {
      said.out += `${text}\n`;
    },
    error: text => {
      said.err += `${text}\n`;
    },
  };
  return { output, said };
}
