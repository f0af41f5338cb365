/** What went between the host and the GPU, in bytes, and how many kernels were started. */
export interface Crossings {
  /** Arrays; what a kernel is told of its shapes is `uniforms`. */
  readonly up: number;
  readonly down: number;
  readonly uniforms: number;
  readonly dispatches: number;
}

const none = { up: 0, down: 0, uniforms: 0, dispatches: 0 };
let counts = { ...none };

/** The counts since the last call. */
export function takeCrossings(): Crossings {
  const taken = counts;
  counts = { ...none };
  return taken;
}

/** Counts from now on, for whoever uses WebGPU in this page. */
export function countCrossings(): void {
  const told = (buffer: GPUBuffer, bytes: number) => {
    counts[buffer.usage & GPUBufferUsage.UNIFORM ? 'uniforms' : 'up'] += bytes;
  };
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    if (descriptor.mappedAtCreation) told(buffer, descriptor.size);
    return buffer;
  };
  const { writeBuffer } = GPUQueue.prototype;
  GPUQueue.prototype.writeBuffer = function (buffer, offset, data, from = 0, size) {
    const width = 'BYTES_PER_ELEMENT' in data ? (data.BYTES_PER_ELEMENT as number) : 1;
    told(buffer, width * (size ?? data.byteLength / width - from));
    writeBuffer.apply(this, [buffer, offset, data as ArrayBuffer, from, size]);
  };
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = function (this: GPUBuffer, mode, offset = 0, given) {
    const size = given ?? this.size - offset;
    counts[mode & GPUMapMode.READ ? 'down' : 'up'] += size;
    return mapAsync.call(this, mode, offset, size);
  };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    counts.dispatches++;
    dispatchWorkgroups.apply(this, groups);
  };
}
