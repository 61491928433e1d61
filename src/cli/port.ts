import { once } from 'node:events';
import { createServer } from 'node:net';
import { UsageError } from './command';

const REASONS: Record<string, string> = {
  EADDRINUSE: 'another program is using it. Stop that program, or choose another port with PORT',
  EACCES: 'this user may not listen there. Choose a port above 1023 with PORT',
  EADDRNOTAVAIL: 'this machine has no such address. Choose another with HOST',
};

/** @throws {UsageError} that says why nothing can listen there, and what to do */
export const assertPortIsFree = async (host: string, port: number): Promise<void> => {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UsageError(`Cannot listen on ${host}:${port}: ${REASONS[code] ?? message}.`);
  }
};
