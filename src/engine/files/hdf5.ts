/** HDF5 by h5wasm, which is large: it is loaded by the worker that reads and writes files, and only there. */
import type * as H5wasm from 'h5wasm';

export interface Hdf5 {
  readonly library: typeof H5wasm;
  /** Where its files lie, in memory. */
  readonly files: FS.FileSystemType;
}

export async function loadHdf5(): Promise<Hdf5> {
  const library = await import('h5wasm');
  const module = await library.ready;
  // Else what cannot be read comes back as whatever lay in memory.
  module.activate_throwing_error_handler();
  const { FS: files } = module;
  return { library, files };
}
