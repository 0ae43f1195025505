import { useId, useState } from 'react';
import { Search } from 'lucide-react';
import { layerType } from '../../network/layers';
import { useNetwork } from '../../state/network';
import { useRunLock } from '../../state/runLock';
import { classNames } from '../shared/classNames';
import fields from '../shared/fields.module.css';
import { Panel } from '../shared/Panel';
import { foundGroups, type PaletteEntry } from './paletteEntries';
import { PaletteItem } from './PaletteItem';
import styles from './LayersPanel.module.css';

/** The palette: click, Enter or drag puts a layer or a block into the network. */
export function LayersPanel({ id }: { readonly id: string }) {
  const fieldId = useId();
  const [sought, setSought] = useState('');
  const locked = useRunLock((state) => state.locked);
  const hasInput = useNetwork((state) =>
    state.network.nodes.some((node) => layerType(node.type).inputs.max === 0),
  );
  const groups = foundGroups(sought);
  return (
    <Panel id={id} title="Layers" aside={locked ? 'Stop to edit' : undefined}>
      <div className={styles.search}>
        <label htmlFor={fieldId} className="visually-hidden">
          Find a layer
        </label>
        <Search aria-hidden="true" className={styles.lens} />
        <input
          id={fieldId}
          type="search"
          placeholder="Find a layer"
          autoComplete="off"
          spellCheck={false}
          className={classNames(fields.control, styles.field)}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && sought !== '') {
              event.stopPropagation();
              setSought('');
            }
          }}
        />
      </div>
      <div className={styles.groups}>
        {groups.map(({ title, entries }) => (
          <div key={title} role="group" aria-label={title} className={styles.group}>
            <h3 className={styles.title}>{title}</h3>
            <div className={styles.items}>
              {entries.map((entry) => (
                <PaletteItem
                  key={entry.name}
                  entry={entry}
                  disabled={locked || (hasInput && isInput(entry))}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <p role="status" className={styles.none}>
        {groups.length === 0 && `Nothing here is called “${sought.trim()}”.`}
      </p>
    </Panel>
  );
}

function isInput({ drag }: PaletteEntry): boolean {
  return 'add' in drag && layerType(drag.add).inputs.max === 0;
}
