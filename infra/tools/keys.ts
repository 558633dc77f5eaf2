import { keyProgram } from './key-program.ts';
import { runTool } from './run-tool.ts';
import { openStore } from './store.ts';

await runTool(keyProgram(openStore, console));
