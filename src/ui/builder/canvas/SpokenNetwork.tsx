import { memo } from 'react';
import { spoken, type Scene } from './scene';

/** The network as a list in the order that images pass it, for those who do not see the drawing. */
export const SpokenNetwork = memo(function SpokenNetwork({ scene }: { readonly scene: Scene }) {
  return (
    <ol className="visually-hidden" aria-label="Layers of the network, in order">
      {[...scene.cards.values()].map((card) => (
        <li key={card.id}>
          {card.text.label}, {spoken(card, scene)}
        </li>
      ))}
    </ol>
  );
});
