// The product in a process of its own, so that its memory is its own: told where the database is, it says its port and, when asked,
// how much it holds.
import { startServer } from '#main/server.ts';

const [ownerUrl = '', connections = '16'] = process.argv.slice(2);
const server = await startServer({ ownerUrl, port: 0, connections: Number(connections), background: false });
process.on('message', (asked) => {
  if (asked === 'memory') process.send?.({ megabytes: process.memoryUsage.rss() / 1_048_576 });
  else void server.stop().then(() => process.exit(0));
});
process.send?.({ port: server.port });
