import { type Command, CommanderError } from 'commander';
import { sentenceOf } from '../local/sentence-of.ts';
import { Unusable } from '../local/unusable.ts';

/** The arguments are wrong: told in one sentence, exit code 2. */
export class Misused extends Unusable {
  override name = 'Misused';
}

/** Where a tool speaks: its result, and everything else. */
export interface Output {
  log(text: string): void;
  error(text: string): void;
}

/** Runs a command line as this process. */
export async function runTool(program: Command): Promise<void> {
  const code = await runProgram(program, process.argv.slice(2), console);
  if (code !== 0) process.exitCode = code;
}

/** @returns the exit code: 0 when it did what it was asked to, 2 for wrong arguments, 1 for everything else */
export async function runProgram(program: Command, args: string[], output: Output): Promise<number> {
  try {
    await tamed(program, output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    output.error(withoutKeys(sentenceOf(error)));
    return error instanceof Misused ? 2 : 1;
  }
}

/** It throws instead of ending the process, and speaks where it is told to. */
function tamed(command: Command, output: Output): Command {
  for (const each of command.commands) tamed(each, output);
  return command.exitOverride().configureOutput({
    writeOut: text => output.log(text.trimEnd()),
    writeErr: text => output.error(text.trimEnd()),
    outputError: (text, write) => write(withoutKeys(withoutValue(text))),
  });
}

/** Commander repeats the value of an option that it refuses, which may be a secret; who typed it knows it. */
const withoutValue = (text: string): string =>
  text.replace(/ (?:argument|value) '.*'(?=(?: from env '\w+')? is invalid\.)/s, '');

/** Whatever is wrong, and wherever the key was put. */
const withoutKeys = (text: string): string => text.replace(/connect_(live|test)_[\w-]+/g, 'connect_$1_…');
