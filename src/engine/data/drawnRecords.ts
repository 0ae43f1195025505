import type { ImageSource, Species } from './imageSource';
import type { ImageRecord } from './imageTable';

type DrawnRecord = ImageRecord & { readonly source: ImageSource };

/** The drawn sample's list: cats, then dogs, `imagesPerClass` of each, every one with the recipe of its drawing. */
export function drawnRecords(imagesPerClass: number, seed: number): readonly DrawnRecord[] {
  const species: readonly Species[] = ['cat', 'dog'];
  return species.flatMap((name) =>
    Array.from({ length: imagesPerClass }, (_, index): DrawnRecord => {
      const path = `${name}/${name}.${index}.png`;
      const source = { kind: 'drawn', species: name, seed, index } as const;
      return { path, key: path, source, className: name, folderSplit: null };
    }),
  );
}
