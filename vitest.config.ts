import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    // The engine keeps nothing outside its objects: files may share what is loaded, at half the processor time.
    isolate: false,
  },
})
