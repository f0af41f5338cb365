/** What some coordinators have loaded, and children that are started as `equipped`. */
export const plugin = { name: 'lines', version: '1.0.0', sha256: '0'.repeat(64), adds: ['data set lines'] };
