import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJunk, namePrefix, sourceClasses } from './sourceClass';

const classesOf = (...paths: string[]) => sourceClasses(paths).map(({ className }) => className);
const splitsOf = (...paths: string[]) => sourceClasses(paths).map(({ split }) => split);

describe('the class of a path', () => {
  it('is the parent folder', () => {
    expect(classesOf('pets/cat/1.jpg', 'pets/dog/cat.7.jpg')).toEqual(['cat', 'dog']);
  });

  it('skips folders that name a split, above or below the class', () => {
    expect(classesOf('train/cat/1.jpg', 'Validation/dog/1.jpg')).toEqual(['cat', 'dog']);
    expect(classesOf('cat/train/1.jpg', 'dog/test/1.jpg')).toEqual(['cat', 'dog']);
  });

  it('is the prefix of the name where there is no folder', () => {
    expect(
      classesOf('cat.12.jpg', 'dog_3.png', 'cat (4).jpg', 'bird-5.webp', 'cow7.jpg', 'fish 8.jpg'),
    ).toEqual(['cat', 'dog', 'cat', 'bird', 'cow', 'fish']);
    expect(namePrefix('american_bulldog_12.jpg')).toBe('american_bulldog');
    expect(namePrefix('Кот.5.jpg')).toBe('Кот');
  });

  it('is left to the user where neither tells', () => {
    const names = [
      'IMG_2031.JPG',
      'DSC00012.jpg',
      'PXL_20240102.jpg',
      'Screenshot 2024-01-02 at 10.11.12.png',
    ];
    names.push(
      'IMG-20200101-WA0001.jpg',
      'image (3).png',
      'photo1.jpg',
      '20240102_101112.jpg',
      'rex.jpg',
      'test_1.jpg',
    );
    expect(classesOf(...names)).toEqual(names.map(() => null));
  });

  it('is the prefix when one folder holds several (Kaggle, a loose folder)', () => {
    expect(classesOf('train/cat.0.jpg', 'train/dog.0.jpg')).toEqual(['cat', 'dog']);
    expect(classesOf('photos/cat.1.jpg', 'photos/dog.1.jpg', 'photos/IMG_1.jpg')).toEqual([
      'cat',
      'dog',
      null,
    ]);
    expect(classesOf('dogs-vs-cats/train/cat.0.jpg', 'dogs-vs-cats/train/dog.0.jpg')).toEqual(['cat', 'dog']);
  });

  it('stays the one folder when the names do not tell several', () => {
    expect(classesOf('cat/cat.0.jpg', 'cat/IMG_1.jpg')).toEqual(['cat', 'cat']);
  });

  it('never is a split, whatever the folders', () => {
    const split = fc.constantFrom('train', 'Training', 'VAL', 'valid', 'validation', 'test', 'testing');
    const folder = fc.constantFrom('cat', 'dog', 'a b', 'Straße');
    const path = fc
      .tuple(
        fc.array(fc.oneof(split, folder), { maxLength: 4 }),
        fc.constantFrom('1.jpg', 'cat.3.jpg', 'IMG_4.jpg'),
      )
      .map(([folders, name]) => [...folders, name].join('/'));
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        const read = sourceClasses(paths);
        expect(read).toHaveLength(paths.length);
        read.forEach(({ className, split: found }, i) => {
          const folders = (paths[i] as string).toLowerCase().split('/').slice(0, -1);
          expect(found !== null).toBe(folders.some((name) => /^(train|val|test)/.test(name)));
          if (className !== null) expect(className).not.toMatch(/^(train|val|test)/i);
        });
      }),
    );
  });

  it('does not depend on the order of the files', () => {
    const path = fc.constantFrom(
      'a/cat.1.jpg',
      'a/dog.2.jpg',
      'b/1.jpg',
      'cat.5.jpg',
      'val/x.jpg',
      'train/owl/3.jpg',
    );
    fc.assert(
      fc.property(fc.array(path), (paths) => {
        expect(sourceClasses([...paths].reverse())).toEqual([...sourceClasses(paths)].reverse());
      }),
    );
  });
});

describe('the split of a path', () => {
  it('is told by the nearest split folder, in any case', () => {
    expect(splitsOf('Train/cat/1.jpg', 'x/VALID/cat/1.jpg', 'test_set/dog/1.jpg', 'cat/1.jpg')).toEqual([
      'train',
      'validation',
      'test',
      null,
    ]);
    expect(splitsOf('train/val/1.jpg', 'train.jpg', 'trains/1.jpg')).toEqual(['validation', null, null]);
  });
});

describe('junk', () => {
  it('is what systems leave behind', () => {
    for (const path of [
      '.DS_Store',
      'cat/Thumbs.db',
      '__MACOSX/cat/._1.jpg',
      'cat/._1.jpg',
      '.git/x.png',
      'desktop.ini',
    ]) {
      expect(isJunk(path), path).toBe(true);
    }
    for (const path of ['cat/1.jpg', './cat/1.jpg', 'notes.txt']) expect(isJunk(path), path).toBe(false);
  });
});
