import { createApiKeyCommand } from './api-key-command.ts';
import { runTool } from './run-tool.ts';
import { openToolStore } from './tool-store.ts';

await runTool(createApiKeyCommand(openToolStore, console));
