import { runTool } from './run-tool.ts';
import { createWebhookCommand } from './webhook-command.ts';
import { openWebhookContext } from './webhook-context.ts';

await runTool(createWebhookCommand(openWebhookContext, console));
