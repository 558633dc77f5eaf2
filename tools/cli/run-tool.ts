import { type Command, CommanderError } from 'commander';
import { UserError } from '../../lib/user-error.ts';
import { toErrorMessage } from '../local/error-message.ts';

/** The arguments are wrong: told in one sentence, exit code 2. */
export class UsageError extends UserError {
  override name = 'Misused';
}

/** Where a tool speaks: its result, and everything else. */
export interface CommandOutput {
  log(text: string): void;
  error(text: string): void;
}

/** Runs a command line as this process. */
export async function runTool(program: Command): Promise<void> {
  const code = await runCommandLine(program, process.argv.slice(2), console);
  if (code !== 0) process.exitCode = code;
}

/** @returns the exit code: 0 when it did what it was asked to, 2 for wrong arguments, 1 for everything else */
export async function runCommandLine(program: Command, args: string[], output: CommandOutput): Promise<number> {
  try {
    await configureCommand(program, output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said it already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    output.error(redactApiKeys(toErrorMessage(error)));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** It throws instead of ending the process, and speaks where it is told to. */
function configureCommand(command: Command, output: CommandOutput): Command {
  for (const subcommand of command.commands) configureCommand(subcommand, output);
  return command.exitOverride().configureOutput({
    writeOut: text => output.log(text.trimEnd()),
    writeErr: text => output.error(text.trimEnd()),
    outputError: (text, write) => write(redactApiKeys(redactOptionValue(text))),
  });
}

/** Commander repeats the value of an option that it refuses, which may be a secret; who typed it knows it. */
const redactOptionValue = (text: string): string =>
  text.replace(/ (?:argument|value) '.*'(?=(?: from env '\w+')? is invalid\.)/s, '');

/** Whatever is wrong, and wherever the key was put. */
const redactApiKeys = (text: string): string => text.replace(/connect_(live|test)_[\w-]+/g, 'connect_$1_…');
