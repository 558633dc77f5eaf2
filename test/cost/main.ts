import { runTool } from '../../tools/cli/run-tool.ts';

// On Node 20 the SDK prints a deprecation warning at every start. The modules that load it are imported after this line.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
const { createCostCommand } = await import('./cost-command.ts');

await runTool(createCostCommand(console));
