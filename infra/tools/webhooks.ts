import { runTool } from './run-tool.ts';
import { openWebhookPlace } from './webhook-place.ts';
import { webhookProgram } from './webhook-program.ts';

await runTool(webhookProgram(openWebhookPlace, console));
