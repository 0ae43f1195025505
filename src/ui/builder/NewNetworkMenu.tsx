import { FilePlus2 } from 'lucide-react';
import type { Network } from '../../network/graph';
import { architectures } from '../../network/architectures';
import { infer } from '../../network/inference';
import { classCount, useDataset } from '../../state/dataset';
import { inputFormat } from '../../state/inputSize';
import { useNetwork } from '../../state/network';
import { announce } from '../shared/announcement';
import { formatCount } from '../shared/format';
import { Menu } from '../shared/Menu';

/** Networks worth starting from, as published and cut down for small images. Undo brings the old one back. */
export function NewNetworkMenu() {
  const replace = useNetwork((state) => state.replace);
  const network = useNetwork((state) => state.network);
  const classes = useDataset((state) => classCount(state.summary));
  const { height, width, channels } = inputFormat(network) ?? { height: 64, width: 64, channels: 3 };

  return (
    <Menu
      label="New from"
      icon={<FilePlus2 aria-hidden="true" />}
      items={() =>
        architectures.flatMap(({ id, title, sizes }) => [
          entry(`${id} paper`, title, 'As published', sizes.paper()),
          entry(
            `${id} playground`,
            `${title}, small`,
            `For ${height} × ${width} images`,
            sizes.playground([height, width, channels], classes),
          ),
        ])
      }
    />
  );

  function entry(id: string, title: string, about: string, made: Network) {
    return {
      id,
      label: title,
      hint: `${about}: ${formatCount(infer(made).totals.parameters)} parameters`,
      run: () => {
        replace(made);
        announce(`${title} is on the canvas.`);
      },
    };
  }
}
