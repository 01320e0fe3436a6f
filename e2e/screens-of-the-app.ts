// The paths of every screen, from the router itself: loaded as the browser's code is, without a browser.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const web = fileURLToPath(new URL('../src/web', import.meta.url));

export const pathsInTheRouter = async (): Promise<readonly string[]> => {
  const before = process.env.NODE_ENV;
  // What is there only for developing is no screen of the product.
  process.env.NODE_ENV = 'production';
  const server = await createServer({
    root: web,
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    mode: 'production',
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { router } = (await server.ssrLoadModule('/app/routes.tsx')) as {
      router: { routesByPath: Readonly<Record<string, unknown>> };
    };
    return Object.keys(router.routesByPath);
  } finally {
    await server.close();
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
};
