#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// Node 20 cannot run TypeScript by itself.
register();
await import('../main.ts');
