/** The canvas by mouse: places on cards and connections, and drags from one to another. */
import type { Page } from '@playwright/test';
import { goToCard, parts, settled } from './app';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A place on a layer's card; `across` and `down` are parts of its width and height, 1 its right and lower rim. */
export async function onCard(page: Page, label: string, across = 0.5, down = 0.5): Promise<Place> {
  const box = await settled(parts(page).card(label));
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Where what a layer makes comes out. */
export function outPort(page: Page, label: string): Promise<Place> {
  return onCard(page, label, 0.5, 1);
}

/** Half way from a layer's output to the next card of a chain. */
export async function belowCard(page: Page, label: string): Promise<Place> {
  const [port, { height }] = [await outPort(page, label), await settled(parts(page).card(label))];
  // The gap below it is 44 pixels high, at the zoom that the card is seen at.
  const full = await parts(page)
    .card(label)
    .evaluate((card) => (card as HTMLElement).offsetHeight);
  const zoom = height / full;
  return { x: port.x, y: port.y + 22 * zoom };
}

/** The middle of a button of the palette. */
export async function inPalette(page: Page, name: string): Promise<Place> {
  const button = parts(page).button(`Add ${name}`);
  await button.scrollIntoViewIfNeeded();
  const box = await settled(button);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses the mouse at one place and moves it to another, as a hand would; it stays down. */
export async function carry(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
}

export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await carry(page, from, to);
  await page.mouse.up();
}

/** Drags something new from the palette into the connection below a card. */
export async function dropBelow(page: Page, name: string, label: string): Promise<void> {
  await goToCard(page, label);
  const from = await inPalette(page, name);
  await drag(page, from, await belowCard(page, label));
}
