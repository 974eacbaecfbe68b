import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { kubernetesSchema } from './scripts/build-schema.ts'
import { firstChunk } from './scripts/first-chunk.ts'
import { offlineCopy } from './scripts/offline/offline-copy.ts'
import { proofOfFidelity } from './scripts/proof/build-proof.ts'

/**
 * Everything comes from the page's own host and nothing is compiled at run time. Monaco sets styles from script, which is
 * what 'unsafe-inline' for styles is for; blob: workers are those that Monaco wraps.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: html => ({
        html,
        tags: [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
            injectTo: 'head-prepend',
          },
        ],
      }),
    },
  }
}

export default defineConfig({
  // Relative, so that any static host and any sub-path will do.
  base: './',
  plugins: [
    react(),
    contentSecurityPolicy(),
    kubernetesSchema(),
    proofOfFidelity(),
    offlineCopy(),
    firstChunk(/\/src\/main\.tsx$/),
  ],
  // The worker is bundled apart, and reads the documentation of the API too.
  worker: { format: 'es', plugins: () => [kubernetesSchema()] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 4000,
    sourcemap: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { main: 'index.html', proof: 'proof/index.html' } },
  },
})
