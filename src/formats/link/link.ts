/**
 * Network and settings as the fragment of a URL, which no browser sends to a server:
 * `#share=1.<base64url of deflated JSON>`. The number is the version of the form.
 */
import { networkSchema } from '../../network/networkSchema';
import { splitSettingsSchema, trainingSettingsSchema } from '../../network/recipe';
import { z } from 'zod';
import { FormatError } from '../formatError';
import { deflated, fromBase64Url, inflated, toBase64Url } from './compressed';

/** Longer links are cut by mail programs and chats, and some browsers. It also bounds what reading one costs: 12 MB of text. */
export const mostLinkCharacters = 16_000;
const prefix = '#share=';
const version = '1';

const sharedSchema = z.strictObject({
  network: networkSchema,
  settings: trainingSettingsSchema,
  split: splitSettingsSchema,
});
/** What a link holds. */
export type SharedWork = z.output<typeof sharedSchema>;

/** The address of a page with the work in its fragment. Throws `FormatError` where it would be too long to be passed on. */
export function writeLink(page: string, work: SharedWork): string {
  const text = toBase64Url(deflated(JSON.stringify(work)));
  const link = `${page.replace(/#.*$/s, '')}${prefix}${version}.${text}`;
  if (link.length > mostLinkCharacters) {
    throw new FormatError(
      `A link to this network would be ${link.length.toLocaleString('en')} characters long, and mail programs and chats cut ` +
        `links of more than ${mostLinkCharacters.toLocaleString('en')}. Export the project and send the file instead.`,
    );
  }
  return link;
}

/** What a fragment holds. Throws `FormatError` for what `writeLink` did not write, whatever it is, within bounds. */
export function readLink(fragment: string): SharedWork {
  const [given, text] = /^#share=(\d{1,4})\.([\w-]*)$/.exec(fragment)?.slice(1) ?? [];
  if (given === undefined || text === undefined || text.length > mostLinkCharacters) throw damaged();
  if (given !== version) {
    throw new FormatError('This link was made by a newer Convoscope. Reload the page to get the latest one.');
  }
  const json = inflated(fromBase64Url(text) ?? new Uint8Array());
  const result = sharedSchema.safeParse(json === null ? null : parsed(json));
  if (!result.success) throw damaged();
  return result.data;
}

function damaged(): FormatError {
  return new FormatError('This link is damaged or cut off, so nothing was opened. Ask for the whole link.');
}

/** `null` where the text is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
