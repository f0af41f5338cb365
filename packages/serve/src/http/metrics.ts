import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What Prometheus reads. */
export interface Metrics {
  answered(model: string, status: number, seconds: number): void;
  ran(model: string, rows: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function metricsOf({ waiting, inFlight }: { waiting: () => number; inFlight: () => number }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'latentkit_requests_total',
    help: 'Inference requests by model and HTTP status',
    labelNames: ['model', 'status'],
    registers,
  });
  const times = new Histogram({
    name: 'latentkit_request_seconds',
    help: 'Seconds from the head of an inference request to its answer',
    labelNames: ['model'],
    buckets: seconds,
    registers,
  });
  const batches = new Histogram({
    name: 'latentkit_batch_rows',
    help: 'Rows that ran together',
    labelNames: ['model'],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('latentkit_waiting_rows', 'Rows that wait for a batch', waiting);
  gauge('latentkit_requests_in_flight', 'Inference requests that are not answered yet', inFlight);
  gauge('process_resident_memory_bytes', 'Memory of the process', () => process.memoryUsage.rss());
  return {
    answered(model, status, time) {
      requests.inc({ model, status });
      times.observe({ model }, time);
    },
    ran: (model, rows) => batches.observe({ model }, rows),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
