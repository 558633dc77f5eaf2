import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Files share their process: loading the SDK and the CDK anew for each would take longer than the tests do.
    isolate: false,
    // Most of the time goes to processes that are started and to waiting for them.
    maxWorkers: 2,
    // No test is about these: a machine that is busy with other things is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The functions run on Node 24; on Node 20 the SDK says at every start that it will want more.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
