import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These check a running API: `npx connect-api check` runs them.
    exclude: ['test/smoke/**'],
    // Files share their process: loading the SDK and the CDK for each of them would take longer than the tests.
    isolate: false,
    // Most of the time is spent in processes that the tests start, and in waiting for them.
    maxWorkers: 2,
    // No test depends on these limits: a busy machine is slow, not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The functions run on Node 24. On Node 20, the SDK warns at every start that it will require a later version.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
