// The port is looked at before anything else starts: a person who has it taken should not wait for a database to hear so.
import { createServer } from 'node:net';
import { type CommandRefused, refuse } from './terminal.ts';

const highest = 65_535;

const canListen = (port: number, host: string): Promise<'free' | 'taken' | 'forbidden'> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has nothing there to collide with.
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('free');
      else resolve(error.code === 'EACCES' ? 'forbidden' : 'taken');
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve('free')));
  });

// `localhost` is one or the other, as the browser likes.
const stateOf = async (port: number): Promise<'free' | 'taken' | 'forbidden'> => {
  const [four, six] = [await canListen(port, '127.0.0.1'), await canListen(port, '::1')];
  return four === 'free' ? six : four;
};

const nextFreePort = async (after: number): Promise<number | undefined> => {
  for (let port = after + 1; port <= Math.min(highest, after + 1_000); port++)
    if ((await stateOf(port)) === 'free') return port;
  return undefined;
};

/** Says that `port` is taken and which one is free. */
export const portTaken = async (port: number): Promise<CommandRefused> =>
  refuse('port-taken', { port, next: (await nextFreePort(port)) ?? 0 }, { status: 409 });

/** The port that PORT names (default 3000), known to be free. */
export const listeningPort = async (): Promise<number> => {
  const text = process.env.PORT || '3000';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > highest) throw refuse('port-not-readable', { text }, { exitCode: 2 });
  const state = await stateOf(port);
  if (state === 'forbidden') throw refuse('port-forbidden', { port });
  if (state === 'taken') throw await portTaken(port);
  return port;
};
