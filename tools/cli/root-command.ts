import { Command } from 'commander';
import { toolCommands } from './tool-commands.ts';

/** `npx connect-api` without a known command: lists the commands. */
export function createRootCommand(): Command {
  const root = new Command('npx connect-api').description('Administers and checks the Connect API.');
  for (const [name, { description }] of Object.entries(toolCommands)) root.command(name).description(description);
  root.addHelpText('after', '\nnpx connect-api <command> --help shows the options of a command.');
  root.on('command:*', ([name]: string[]) => {
    root.error(`error: unknown command '${name}'. Commands: ${Object.keys(toolCommands).join(', ')}.`);
  });
  return root;
}
