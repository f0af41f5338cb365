import type { ServedFunction } from '../functions/servedFunction.ts';
import type { Port } from '../protocol/tensor.ts';

const text = { type: 'string' };
const parameters = { type: 'object', additionalProperties: true };

const tensorOf = ({ name, datatype, also = [], shape, holds }: Port) => ({
  type: 'object',
  description: holds,
  required: ['name', 'datatype', 'shape'],
  properties: {
    name: { const: name },
    datatype: { enum: [datatype, ...also] },
    shape: { type: 'array', items: { type: 'integer' }, description: `[${shape}], −1 any number of rows` },
    data: { type: 'array', items: {}, description: 'numbers in row-major order, flat or nested' },
    parameters,
  },
});

const answer = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});
const error = (description: string) =>
  answer(description, { type: 'object', required: ['error'], properties: { error: text } });

const errors = {
  400: error('what is wrong with the request, in one line'),
  401: error('the token is missing'),
  404: error('no model of this name'),
  408: error('the body did not come in time'),
  413: error('a body or rows above the limit'),
  503: { ...error('too much waits, or the server ends'), headers: { 'Retry-After': { schema: { type: 'integer' } } } },
  504: error('no answer in time'),
};

const get = (summary: string, description = 'as the protocol says') => ({
  get: { summary, responses: { 200: answer(description, { type: 'object' }) } },
});

/** The service of these models as OpenAPI 3.1. */
export function openApi(models: ReadonlyMap<string, ServedFunction>, version: string): object {
  const infer = [...models].map(([name, { summary, inputs, outputs }]) => [
    `/v2/models/${name}/infer`,
    {
      post: {
        summary,
        operationId: `infer ${name}`,
        parameters: [
          {
            name: 'Inference-Header-Content-Length',
            in: 'header',
            schema: { type: 'integer' },
            description: 'bytes of the JSON, where little-endian tensors follow it',
          },
        ],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['inputs'],
                properties: {
                  id: text,
                  inputs: { type: 'array', items: { anyOf: inputs.map(tensorOf) } },
                  outputs: {
                    type: 'array',
                    items: { properties: { name: { enum: outputs.map(({ name }) => name) }, parameters } },
                  },
                  parameters,
                },
              },
            },
            'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
          },
        },
        responses: {
          200: answer('the outputs', {
            type: 'object',
            required: ['model_name', 'outputs'],
            properties: {
              model_name: text,
              model_version: text,
              id: text,
              outputs: { type: 'array', items: { anyOf: outputs.map(tensorOf) } },
            },
          }),
          ...errors,
        },
      },
    },
  ]);
  const metadata = [...models.keys()].flatMap((name) => [
    [`/v2/models/${name}`, get(`metadata of ${name}`)],
    [`/v2/models/${name}/ready`, get(`whether ${name} is ready`)],
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'LatentKit, Open Inference Protocol v2', version },
    paths: {
      '/v2': get('the server'),
      '/v2/health/live': get('whether the process runs'),
      '/v2/health/ready': get('whether requests are taken; 503 where not'),
      '/v2/models': get('names of the models'),
      ...Object.fromEntries([...metadata, ...infer]),
      '/metrics': {
        get: { summary: 'metrics for Prometheus', responses: { 200: { description: 'text' } } },
      },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}
