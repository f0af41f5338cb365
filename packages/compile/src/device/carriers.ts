import { create, toBinary } from '@bufbuild/protobuf';
import type { Tensor } from 'onnxruntime-common';
import type { DType, Values } from '../graph/dtype.ts';
import { input, node } from '../graph/graph.ts';
import { modelOf } from '../onnx/encode.ts';
import { ModelProtoSchema, TensorShapeProto_DimensionSchema } from '../onnx/generated/onnx_pb.ts';
import type { HostTensor } from '../run/runtime.ts';
import type { Device } from './device.ts';

/**
 * An array onto a GPU and back, by graphs of one Identity: the one way that Node's package has too. One serves all arrays of a type and
 * a rank.
 */
export function carriers(load: Device['load'], tensor: Device['tensor']): Pick<Device, 'put' | 'get'> {
  const loaded = new Map<string, ReturnType<Device['load']>>();
  const carry = async (x: Tensor, dtype: DType, place: 'gpu-buffer' | 'cpu'): Promise<Tensor> => {
    const key = `${dtype} ${x.dims.length} ${place}`;
    const session = loaded.get(key) ?? load(identity(dtype, x.dims.length), { y: place });
    loaded.set(key, session);
    return (await (await session).run({ x }, ['y'])).y as Tensor;
  };
  return {
    put: (array: HostTensor) => carry(tensor(array), array.dtype, 'gpu-buffer'),
    async get(x) {
      const { data } = await carry(x, x.type as DType, 'cpu');
      return data as Values;
    },
  };
}

/** y = x, of any lengths. */
function identity(dtype: DType, rank: number): Uint8Array {
  const x = input('x', dtype, Array(rank).fill(1));
  const model = modelOf({ inputs: [x], outputs: { y: node('Identity', [x], x) } });
  for (const { type } of [...(model.graph?.input ?? []), ...(model.graph?.output ?? [])]) {
    const shape = type?.value.case === 'tensorType' ? type.value.value.shape : undefined;
    shape?.dim.forEach((_, axis, dims) => {
      dims[axis] = create(TensorShapeProto_DimensionSchema, { value: { case: 'dimParam', value: `length${axis}` } });
    });
  }
  return toBinary(ModelProtoSchema, model);
}
