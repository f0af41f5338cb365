import { counted } from '@latentkit/errors';
import { isTextToImage } from '@latentkit/models';
import type { OpenRun, RunRecord } from '@latentkit/runs';
import { type ModelCard, pythonLines } from './modelCard.ts';

/** What a repository's card is written from. */
export interface Told {
  readonly run: OpenRun;
  readonly record: RunRecord;
  /** Owner and name. */
  readonly repo: string;
  /** Names of pictures. */
  readonly previews: readonly string[];
  /** Card of the networks in `onnx/`, where there are any. */
  readonly card?: ModelCard;
  readonly licence?: string;
}

/** How previews are called, the most telling first. */
const captions: Readonly<Record<string, string>> = {
  samples: 'Samples',
  reconstructions: 'Observations above their reconstructions',
  latent: 'Codes of the test split',
  traversal: 'One latent dimension moved at a time',
  loss: 'Loss by step',
};

/**
 * `README.md` of a repository on the hub: metadata that its search reads (licence, data, metrics, `library_name`), then words for people.
 *
 * @see https://huggingface.co/docs/hub/model-cards
 */
export function repositoryCard(told: Told): string {
  const { run, record, previews, card, licence } = told;
  const { spec, trainedOn, catalogue } = run;
  const title = `${spec.model} on ${trainedOn.name ?? spec.data}`;
  const about = Object.hasOwn(catalogue.datasets, spec.data) ? catalogue.datasets[spec.data]?.about : undefined;
  const shown = Object.keys(captions).filter((name) => previews.includes(`figures/${name}.png`));
  const { test, judgedBy } = record;
  const dataset = about ? spec.data : /^hf:\/\/datasets\/([^@]+)@/.exec(spec.data)?.[1];
  const task = taskOf(run);
  const metadata = {
    library_name: 'latentkit',
    license: licence ?? 'unknown',
    ...(task !== undefined && { pipeline_tag: task }),
    tags: ['latentkit', 'generative-model', spec.model, ...(card ? ['onnx'] : [])],
    ...(dataset !== undefined && { datasets: [dataset] }),
    metrics: [judgedBy.title],
    ...(shown[0] !== undefined && { thumbnail: `figures/${shown[0]}.png` }),
    ...(test && { 'model-index': [{ name: title, results: [result(record, dataset)] }] }),
  };
  const reached = test
    ? `, ${judgedBy.title} ${Number(test.perExample.toPrecision(4))} on ${test.examples} test examples`
    : '';
  const learned = `\`${trainedOn.name ?? spec.data}\`, ${counted(record.data.train[0] as number, 'example')} to learn from.`;
  const parts = [
    `# ${title}`,
    shown.map((name) => `![${captions[name]}](figures/${name}.png)`).join('\n\n'),
    `Trained by [LatentKit](https://github.com/latentkit/latentkit) ${record.latentkit}: ${counted(record.parameters, 'parameter')}, ${counted(record.epochs.length, 'epoch')}${reached}.`,
    `## Use it\n\n${uses(told)}`,
    `## Data\n\n${about ? `${about.title}. ${about.source}. Licence: ${about.licence}.` : learned}`,
    `## How it was trained\n\nAll settings are in \`run.json\`; \`latentkit train --config\` takes these:\n\n\`\`\`json\n${JSON.stringify(spec, null, 2)}\n\`\`\``,
  ];
  // JSON is YAML.
  const yaml = Object.entries(metadata).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${yaml.join('\n')}\n---\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The hub's name of what the model is for, where it has one. */
function taskOf({ model, trainedOn }: OpenRun): string | undefined {
  if (isTextToImage(model)) return 'text-to-image';
  if ((trainedOn.train ?? []).length === 4) return 'unconditional-image-generation';
  return undefined;
}

/** What the hub lists as an evaluation. */
function result({ test, judgedBy, data: { name } }: RunRecord, dataset = name) {
  const terms = Object.entries(test?.terms ?? {}).map(([term, value]) => ({ type: term, name: term, value }));
  return {
    task: { type: 'representation-learning', name: 'Generative modelling' },
    dataset: { type: dataset, name, split: 'test' },
    metrics: [{ type: 'loss', name: judgedBy.title, value: test?.perExample }, ...terms],
  };
}

function uses({ repo, card }: Told): string {
  const own = `\`\`\`sh
npx latentkit pull hf://${repo} --out run
npx latentkit explore run
npx latentkit sample run --out samples.png
npx latentkit resume run --epochs <more>
\`\`\`

From JavaScript:

\`\`\`js
import { catalogue, openRun, parseHubAddress, pullRepository } from 'latentkit';

const { path } = await pullRepository(parseHubAddress('hf://${repo}'));
const { model } = await openRun(path, { catalogue: catalogue() }); // model.encode, model.decode, model.reconstruct
\`\`\`

The weights are \`model/weights.safetensors\`, described by \`model/model.json\`.`;
  if (!card) return own;
  const code = pythonLines(card, (file) => `f"{folder}/onnx/${file}"`).join('\n');
  return `${own}

Without LatentKit, by ONNX Runtime, here in Python; [onnx/README.md](onnx/README.md) says what goes in and what comes out:

\`\`\`python
${card.vocabulary ? 'import json\n\n' : ''}import numpy as np
import onnxruntime as ort  # pip install onnxruntime huggingface_hub
from huggingface_hub import snapshot_download

folder = snapshot_download("${repo}", allow_patterns="onnx/*")
${code}
\`\`\``;
}

/** `config.json`: what the hub counts as a download, and what a program reads first. */
export function configText({ run, record, card }: Told): string {
  const { spec, model, trainedOn } = run;
  const networks = (card?.networks ?? []).map(({ file }) => [file.replace('.onnx', ''), `onnx/${file}`]);
  const config = {
    library_name: 'latentkit',
    latentkit_version: record.latentkit,
    model_type: spec.model,
    example_shape: model.exampleShape,
    latent_shape: model.latentShape,
    parameters: record.parameters,
    ...(trainedOn.classes && { classes: trainedOn.classes }),
    files: {
      run: 'run.json',
      model: 'model/model.json',
      weights: 'model/weights.safetensors',
      ...Object.fromEntries(networks),
    },
    spec,
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
