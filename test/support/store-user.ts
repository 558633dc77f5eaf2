import { openStore } from '../../infra/tools/store.ts';

/* A tool at work on the data of a folder, its argument, until it is ended. */
await openStore({ environment: { CONNECT_LOCAL_FOLDER: process.argv[2] } });
console.log('open');
setInterval(() => {}, 1000);
