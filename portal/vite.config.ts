import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  base: './',
  build: {
    // The content security policy allows no `data:` address for scripts and styles.
    assetsInlineLimit: 0,
    // The order of Mantine's styles matters, so all of them are in one file.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    target: 'es2023',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // One file for what several pages need: each file is a request to the function.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: /portal\/src|@mantine\/core/ }] },
      },
    },
  },
  experimental: {
    // The page is at `portal` below its base address. Scripts load further scripts relative to themselves.
    renderBuiltUrl: (fileName, { hostType }) => (hostType === 'html' ? `portal/${fileName}` : { relative: true }),
  },
});
