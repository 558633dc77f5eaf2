import type { Command } from 'commander';
import { processOutput } from './run-tool.ts';
import { openToolStore } from './tool-store.ts';

/** One command of `connect-api`. Its file is loaded when it is used: loading them all would make each of them slow. */
interface ToolCommand {
  description: string;
  load(): Promise<Command>;
}

export const toolCommands: Record<string, ToolCommand> = {
  keys: {
    description: 'create, list, rotate and revoke the API keys of a tenant',
    load: async () => (await import('./api-key-command.ts')).createApiKeyCommand(openToolStore, processOutput),
  },
  users: {
    description: 'invite, list and remove the users of the portal, and change their roles',
    load: async () => (await import('./user-command.ts')).createUserCommand(openToolStore, processOutput),
  },
  webhooks: {
    description: 'manage, test and replay the webhooks of a tenant',
    load: async () => {
      const { createWebhookCommand } = await import('./webhook-command.ts');
      return createWebhookCommand((await import('./webhook-context.ts')).openWebhookContext, processOutput);
    },
  },
  events: {
    description: 'show the events of the API on this machine',
    load: async () => {
      const { createEventCommand } = await import('./event-command.ts');
      return createEventCommand((await import('./event-context.ts')).openEventContext());
    },
  },
  trace: {
    description: 'show what happened to a request, a license or an API key',
    load: async () => (await import('./trace-command.ts')).createTraceCommand(openToolStore, processOutput),
  },
  import: {
    description: 'import data from Seamless OS',
    load: async () => (await import('./import-command.ts')).createImportCommand(),
  },
  release: {
    description: 'move the functions of a stage back to the versions before its last release',
    load: async () => {
      const { createReleaseCommand } = await import('./release-command.ts');
      return createReleaseCommand((await import('./stage-releases.ts')).createStageReleases, processOutput);
    },
  },
  demo: {
    description: 'recreate the demo data of this machine',
    load: async () => (await import('./demo-command.ts')).createDemoCommand(openToolStore, console),
  },
  mcp: {
    description: 'serve the API to an assistant over the Model Context Protocol',
    load: async () => (await import('./mcp-command.ts')).createMcpCommand(),
  },
  check: {
    description: 'check a running API against its contract',
    load: async () => (await import('../../test/smoke/check-command.ts')).createCheckCommand(console),
  },
};
