// Every Spanish sentence the browser may need, as one chunk. What only the server says stays out.
const files = import.meta.glob<Record<string, string>>(
  ['../../words/es/*.json', '!../../words/es/{cli,paper,mail}.json'],
  {
    eager: true,
    import: 'default',
  },
);
export const messages: Record<string, string> = Object.assign({}, ...Object.values(files));
