import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  // The tests read no pages, and the plugin would watch them.
  plugins: process.env['VITEST'] === undefined ? [reactRouter()] : [],
  // React and the router are shared with the running server; everything else is bundled, which starts faster.
  ssr: { noExternal: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
  environments: {
    // A rule that a page uses on the server is the very module the server runs.
    ssr: { build: { rolldownOptions: { external: [/^#/u] } } },
  },
  publicDir: 'web/public',
  build: { target: 'es2022', assetsInlineLimit: 0, sourcemap: false },
  css: { transformer: 'lightningcss' },
})
