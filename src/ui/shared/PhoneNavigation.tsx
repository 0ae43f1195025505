import { ChartLine, Images, Layers, Network, ScanSearch } from 'lucide-react';
import { useNetwork } from '../../state/network';
import styles from './PhoneNavigation.module.css';

const places = [
  { anchor: 'dataset', name: 'Data', Icon: Images },
  { anchor: 'layers', name: 'Layers', Icon: Layers },
  { anchor: 'network', name: 'Network', Icon: Network },
  { anchor: 'inspector', name: 'Inspect', Icon: ScanSearch },
  { anchor: 'training', name: 'Training', Icon: ChartLine },
];

/** On phones the sections lie one below the other: this goes from one to another. */
export function PhoneNavigation() {
  const inspecting = useNetwork((state) => state.selectedId !== null);
  return (
    <nav className={styles.navigation} aria-label="Sections">
      {places
        .filter(({ anchor }) => anchor !== 'inspector' || inspecting)
        .map(({ anchor, name, Icon }) => (
          <a key={anchor} href={`#${anchor}`} className={styles.place}>
            <Icon aria-hidden="true" className={styles.icon} />
            {name}
          </a>
        ))}
    </nav>
  );
}
