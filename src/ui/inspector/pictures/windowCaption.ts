import type { windowScene, WindowPicture } from './windowScene';

/** What the picture of a window shows, in words. */
export function windowCaption(picture: WindowPicture, scene: ReturnType<typeof windowScene>): string {
  const { size, strides, dilation, result, reads } = picture;
  const window = `${size[0]} × ${size[1]} window`;
  const over =
    reads === 'allChannels'
      ? 'all maps at once'
      : reads === 'group'
        ? 'the maps of one group'
        : 'each map by itself';
  const deed = {
    weightedSum: `${article(size[0])} ${window} of weights slides over ${over} and adds up what is under it`,
    max: `Of every ${window} the largest value stays`,
    average: `Of every ${window} the mean stays`,
  }[result];
  const steps =
    strides[0] === strides[1]
      ? `in steps of ${strides[0]}`
      : `${strides[0]} down and ${strides[1]} across at a time`;
  const holes = dilation.some((each) => each > 1) ? `, reading every ${ordinal(dilation)} cell` : '';
  const rim = [...scene.before, ...scene.after].some((cells) => cells > 0)
    ? result === 'weightedSum'
      ? ', with zeros around the map'
      : ', also where it reaches over the rim'
    : '';
  return `${deed}, ${steps}${holes}${rim}: ${scene.input.join(' × ')} becomes ${scene.output.join(' × ')}.`;
}

function ordinal([down, along]: readonly [number, number]): string {
  const one = (count: number) =>
    count === 1 ? 'single' : count === 2 ? '2nd' : count === 3 ? '3rd' : `${count}th`;
  return down === along ? one(down) : `${one(down)} (down) and ${one(along)} (across)`;
}

/** An 8, an 11 and an 18 begin with a vowel. */
function article(count: number): string {
  return [8, 11, 18].includes(count) ? 'An' : 'A';
}
