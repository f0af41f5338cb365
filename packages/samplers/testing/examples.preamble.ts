// What the examples in this package's doc comments take for granted: nothing yet.
export {};
