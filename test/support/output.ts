import type { Output } from '../../infra/tools/run-tool.ts';

/** Takes down what a program says instead of saying it. */
export function recordedOutput(): { output: Output; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const output: Output = {
    log: text => {
      said.out += `${text}\n`;
    },
    error: text => {
      said.err += `${text}\n`;
    },
  };
  return { output, said };
}
