import { createHttpPost } from '../../../lib/jobs/webhooks/post.ts';

/* Posts to its arguments as a process of its own, whose trust in certificates its environment decides, and prints what came of each. */
const post = createHttpPost({ policy: { allowLoopback: true }, timeoutMs: 60_000 });
for (const url of process.argv.slice(2)) console.log(JSON.stringify(await post(url, {}, '{}')));
