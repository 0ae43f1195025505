import type { ChannelTerm } from '../../../engine/protocol/arithmetic';
import { ChannelSums } from './ChannelSums';

interface InputChannelSumsProps {
  readonly channels: readonly ChannelTerm[];
  readonly chosen: number;
  readonly onChoose: (channel: number) => void;
}

/** What each input channel adds to a cell, largest first; nothing where there is but one. */
export function InputChannelSums({ channels, chosen, onChoose }: InputChannelSumsProps) {
  if (channels.length < 2) return null;
  return (
    <ChannelSums
      label="Sums of the input channels, largest first"
      sums={channels.map(({ channel, sum }) => ({
        id: channel,
        name: `Channel ${channel + 1}`,
        value: sum,
      }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
