#!/usr/bin/env node
// `npx latentkit …` in a clone: the command as it is built here, and built first where it is not. npm finds this file by `bin` of package.json
// before it asks a registry, so that no other package of that name is fetched.
import { existsSync } from 'node:fs';
import { main } from './bootstrap/main.mjs';

const command = new URL('../apps/cli/dist/main.js', import.meta.url);
if (!existsSync(command)) await main(['command'], console.error);
if (existsSync(command)) await import(command.href);
