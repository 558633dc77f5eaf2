import { type Command, CommanderError } from 'commander';
import { UsageError } from '../../lib/user-error.ts';
import { toErrorMessage } from '../local/error-message.ts';
import { OperationError } from '../local/operation-error.ts';

/** The output of a command: its result on stdout, and everything else on stderr. */
export interface CommandOutput {
  log(text: string): void;
  error(text: string): void;
}

/** The output of a command that shows secrets. */
export interface SecretOutput extends CommandOutput {
  /** Writes a line to stdout and waits until it is written. @throws the error of the system if it cannot be written */
  writeSecret(text: string): Promise<void>;
}

let isWritingSecret = false;

/** The output of this process. */
export const processOutput: SecretOutput = {
  log: text => console.log(text),
  error: text => console.error(text),
  async writeSecret(text) {
    isWritingSecret = true;
    try {
      await new Promise<void>((resolve, reject) =>
        process.stdout.write(`${text}\n`, error => (error ? reject(error) : resolve())),
      );
    } finally {
      // The stream emits its error event after the callback.
      setImmediate(() => {
        isWritingSecret = false;
      });
    }
  },
};

/** Runs a command as this process and sets the exit code. */
export async function runTool(program: Command, args = process.argv.slice(2)): Promise<void> {
  reportLostOutput();
  const code = await runCommandLine(program, args, console);
  if (code !== 0) process.exitCode = code;
}

/** Fails if the result cannot be written, for example to a full disk. A reader that closed its pipe does not want more. */
function reportLostOutput(): void {
  let isReported = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || isReported || isWritingSecret) return;
    isReported = true;
    console.error(`The output is incomplete: it could not be written (${code}).`);
    process.exitCode = 1;
  });
}

/** @returns the exit code: 0 for success, 2 for wrong arguments, 1 for every other error */
export async function runCommandLine(program: Command, args: string[], output: CommandOutput): Promise<number> {
  try {
    await configureCommand(program, output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed it.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    output.error(redactApiKeys(toErrorMessage(error)));
    return isUsageError(error) ? 2 : 1;
  }
}

/** Returns true for wrong arguments, also if an operation found them. */
const isUsageError = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof OperationError && error.code === 'VALIDATION_ERROR');

/** Makes a command throw instead of ending the process, and print to the given output. */
function configureCommand(command: Command, output: CommandOutput): Command {
  for (const subcommand of command.commands) configureCommand(subcommand, output);
  return command.exitOverride().configureOutput({
    writeOut: text => output.log(text.trimEnd()),
    writeErr: text => output.error(text.trimEnd()),
    outputError: (text, write) => write(redactApiKeys(redactOptionValue(text))),
  });
}

/** Removes the refused value that Commander repeats: it may be a secret, and the caller knows it. */
const redactOptionValue = (text: string): string =>
  text.replace(/ (?:argument|value) '.*'(?=(?: from env '\w+')? is invalid\.)/s, '');

/** Hides API keys in any error text, also if a key was passed as the wrong argument. */
const redactApiKeys = (text: string): string => text.replace(/connect_(live|test)_[\w-]+/g, 'connect_$1_…');
