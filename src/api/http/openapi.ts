// OpenAPI 3.1 of every route served, written from the same tables the server reads.
import { z } from 'zod';
import { type PlainRoute, type Route, usualBodyLimit } from './route.ts';

const problem = {
  description: 'A problem document (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Record<string, unknown>;
  return schema;
};

const parametersIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');

type ObjectSchema = {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly oneOf?: readonly ObjectSchema[];
  readonly anyOf?: readonly ObjectSchema[];
};

/** What is asked for beside what stands in the address; where there are several shapes, each in full. */
const bodyOf = (input: ObjectSchema, inPath: readonly string[]): Record<string, unknown> => {
  // Shapes take no field they do not name, so that no body fits two of them.
  const shapes = input.oneOf ?? input.anyOf;
  if (shapes) return { oneOf: shapes.map((shape) => bodyOf(shape, inPath)) };
  const { properties = {}, required = [], additionalProperties } = input;
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name))),
    required: required.filter((name) => !inPath.includes(name)),
    ...(additionalProperties !== undefined && { additionalProperties }),
  };
};

const operationOf = ({ method, path, action, status = 200, file, bodyLimit = usualBodyLimit }: Route) => {
  const input = schemaOf(action.input, 'input') as ObjectSchema;
  const { properties = {} } = input.oneOf?.[0] ?? input.anyOf?.[0] ?? input;
  const required = input.required ?? [];
  const inPath = parametersIn(path);
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...(method === 'GET'
      ? Object.entries(properties)
          .filter(([name]) => !inPath.includes(name))
          .map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
      : [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } }]),
  ];
  return {
    operationId: action.name,
    parameters,
    ...(hasBody && {
      requestBody: {
        description: `At most ${bodyLimit} bytes.`,
        content: { 'application/json': { schema: bodyOf(input, inPath) } },
      },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(status !== 204 && {
          content: file
            ? { 'application/pdf': { schema: { type: 'string', format: 'binary' } } }
            : { 'application/json': { schema: action.output ? schemaOf(action.output, 'output') : {} } },
        }),
      },
      ...(hasBody && { 413: { ...problem, description: `A body of more than ${bodyLimit} bytes.` } }),
      default: problem,
    },
  };
};

export const openApiDocument = (version: string, routes: readonly Route[], plainRoutes: readonly PlainRoute[]) => {
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (path: string, method: string, operation: unknown) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  for (const each of routes) add(each.path, each.method, operationOf(each));
  for (const { path, method, operationId, summary, open } of plainRoutes)
    add(path, method, {
      operationId,
      summary,
      ...(open && { security: [] }),
      parameters: parametersIn(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      responses: { '2XX': { description: 'Done.' }, default: problem },
    });
  return {
    openapi: '3.1.0',
    info: { title: 'Footbridge', version },
    paths,
    security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-footbridge' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['rule', 'message'],
                properties: { pointer: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
              },
            },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
};
