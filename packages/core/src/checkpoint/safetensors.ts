/**
 * The safetensors format (Hugging Face): the header's length as u64, little-endian; a JSON header that names each tensor's dtype, shape and
 * bytes, and may hold `__metadata__` of strings; then the tensors' bytes without a hole.
 */
export const headerLengthBytes = 8;
export const maxHeaderBytes = 100_000_000;
export const metadataKey = '__metadata__';

/** Bits of one number. */
export const dtypeBits: ReadonlyMap<string, number> = new Map([
  ...['F4'].map((name) => [name, 4] as const),
  ...['F6_E2M3', 'F6_E3M2'].map((name) => [name, 6] as const),
  ...['BOOL', 'U8', 'I8', 'F8_E5M2', 'F8_E4M3', 'F8_E8M0', 'F8_E4M3FNUZ', 'F8_E5M2FNUZ'].map(
    (name) => [name, 8] as const,
  ),
  ...['I16', 'U16', 'F16', 'BF16'].map((name) => [name, 16] as const),
  ...['I32', 'U32', 'F32'].map((name) => [name, 32] as const),
  ...['I64', 'U64', 'F64', 'C64'].map((name) => [name, 64] as const),
]);
