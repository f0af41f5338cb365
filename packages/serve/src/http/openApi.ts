import type { ServedFunction } from '../functions/servedFunction.ts';
import type { Port } from '../protocol/tensor.ts';

const text = { type: 'string' };
const parameters = { type: 'object', additionalProperties: true };
const binary = { schema: { type: 'string', format: 'binary', description: 'JSON, then the tensors little-endian' } };
const headerLength = { schema: { type: 'integer' }, description: 'bytes of the JSON, where binary tensors follow it' };

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
  404: error('no model of this name'),
  408: error('the body did not come in time'),
  413: error('a body or rows above the limit'),
  503: { ...error('too much waits, or the server ends'), headers: { 'Retry-After': { schema: { type: 'integer' } } } },
  504: error('no answer in time'),
};
const ends = { 503: answer('the server ends', { type: 'object' }) };

const get = (summary: string, others: object = {}) => ({
  get: { summary, responses: { 200: answer('as the protocol says', { type: 'object' }), ...others } },
});

const infer = (name: string, { summary, inputs, outputs }: ServedFunction, others: object) => ({
  post: {
    summary,
    operationId: `infer ${name}`,
    parameters: [{ name: 'Inference-Header-Content-Length', in: 'header', ...headerLength }],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: requestOf(inputs, outputs) }, 'application/octet-stream': binary },
    },
    responses: {
      200: {
        description: 'the outputs',
        headers: { 'Inference-Header-Content-Length': headerLength },
        content: { 'application/json': { schema: responseOf(outputs) }, 'application/octet-stream': binary },
      },
      ...errors,
      ...others,
    },
  },
});

const requestOf = (inputs: readonly Port[], outputs: readonly Port[]) => ({
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
});

const responseOf = (outputs: readonly Port[]) => ({
  type: 'object',
  required: ['model_name', 'outputs'],
  properties: {
    model_name: text,
    model_version: text,
    id: text,
    outputs: { type: 'array', items: { anyOf: outputs.map(tensorOf) } },
  },
});

/** The service of these models as OpenAPI 3.1; `token` tells whether requests need one. */
export function openApi(models: ReadonlyMap<string, ServedFunction>, version: string, token: boolean): object {
  const denied = token ? { 401: error('the token is missing') } : {};
  const ofModels = [...models].flatMap(([name, model]) => [
    [`/v2/models/${name}`, get(`metadata of ${name}`, denied)],
    [`/v2/models/${name}/ready`, get(`whether ${name} is ready`, { ...ends, ...denied })],
    [`/v2/models/${name}/infer`, infer(name, model, denied)],
  ]);
  const { get: live } = get('whether the process runs');
  const { get: ready } = get('whether requests are taken', ends);
  const metrics = { description: 'the metrics', content: { 'text/plain': { schema: text } } };
  return {
    openapi: '3.1.0',
    info: { title: 'LatentKit, Open Inference Protocol v2', version },
    ...(token ? { security: [{ token: [] }] } : {}),
    paths: {
      '/v2': get('the server', denied),
      '/v2/health/live': { get: { ...live, security: [] } },
      '/v2/health/ready': { get: { ...ready, security: [] } },
      '/v2/models': get('names of the models', denied),
      ...Object.fromEntries(ofModels),
      '/metrics': { get: { summary: 'metrics for Prometheus', responses: { 200: metrics, ...denied } } },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  };
}
