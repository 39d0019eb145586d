import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Two on a machine with two processors, where Vitest would take one: many tests only wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/*/src/**/*.test.ts',
            'server/src/**/*.test.ts',
            'client/*.test.ts',
            'tools/*.test.ts',
          ],
          exclude: ['packages/canvas-binding/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'dom',
          environment: 'happy-dom',
          // Read by tokens.test.ts; every other style sheet stays empty in tests.
          css: { include: /tokens\.css/ },
          include: ['packages/canvas-binding/src/**/*.test.ts', 'client/src/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
