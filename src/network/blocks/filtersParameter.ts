import { integer } from '../parameter';

/** A count of filters, as every block has at least one. */
export function filtersParameter(label: string, help: string, value: number) {
  return integer({ label, help, min: 1, max: 4096, default: value });
}
