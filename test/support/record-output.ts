import type { SecretOutput } from '../../tools/cli/run-tool.ts';

/** Takes down what a program says instead of saying it. */
export function recordOutput(): { output: SecretOutput; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const output: SecretOutput = {
    log: text => {
      said.out += `${text}\n`;
    },
    error: text => {
      said.err += `${text}\n`;
    },
    writeSecret: async text => {
      said.out += `${text}\n`;
    },
  };
  return { output, said };
}
