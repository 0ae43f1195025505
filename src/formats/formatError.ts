/** A file or link that cannot be read, or a project that cannot be written as one. Its message is for people. */
export class FormatError extends Error {
  override name = 'FormatError';
}
