import { openToolStore } from '../../tools/cli/tool-store.ts';

/* A command-line tool that uses the data of a folder, its argument, until it is ended. */
await openToolStore({ environment: { CONNECT_LOCAL_FOLDER: process.argv[2] } });
console.log('open');
setInterval(() => {}, 1000);
