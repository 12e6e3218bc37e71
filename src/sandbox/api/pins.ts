import { listsPin, ownPin, pinTarget, refuseAdAccount, savablePin } from '../access.ts';
import type { Pin, PinContent } from '../entities.ts';
import { errors } from '../errors.ts';
import { checkLink } from '../links.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import * as schemas from '../schemas.ts';
import { coverOf, wirePin } from '../wire.ts';
import type { World } from '../world.ts';
import { resolveContent } from './pin-content.ts';
import { pinPage } from './pin-page.ts';

const read = ['boards:read', 'pins:read'];
const write = ['boards:read', 'boards:write', 'pins:read', 'pins:write'];

export const pinOperations: Operation[] = [
  operation({
    id: 'pins/list',
    method: 'GET',
    path: '/pins',
    category: 'org_read',
    scopes: read,
    appToken: true,
    query: schemas.pinsQuery,
    handle: ({ world, caller, query }) => {
      refuseAdAccount(query);
      const pins = [...world.store.all('pins')].filter((pin) => {
        if (!listsPin(world, caller, pin)) return false;
        const privacy = pin.boardId && world.store.get('boards', pin.boardId)?.privacy;
        if (privacy === 'PROTECTED' && !query.include_protected_pins) return false;
        if (query.pin_type === 'PRIVATE' && privacy !== 'SECRET') return false;
        if (query.pin_filter === 'exclude_native') return pin.parentPinId !== null;
        if (query.pin_filter === 'exclude_repins') return pin.parentPinId === null;
        return query.pin_filter !== 'has_been_promoted';
      });
      return { status: 200, body: pinPage(world, caller, pins, query) };
    },
  }),
  operation({
    id: 'pins/create',
    method: 'POST',
    path: '/pins',
    category: 'org_write',
    scopes: write,
    appToken: true,
    query: schemas.accountQuery,
    body: schemas.pinCreate,
    handle: async ({ world, caller, query, body }) => {
      refuseAdAccount(query);
      if (world.settings.productionTrial) throw errors.trialProduction();
      const target = () => pinTarget(world, caller, body.board_id, body.board_section_id);
      target();
      const link = checkLink(world, body.link);
      const content = await resolveContent(world, caller, body.media_source);
      // Asked again: the board can be deleted while the images are fetched.
      const pin = newPin(world, content, {
        ...target(),
        ownerId: caller.user.id,
        title: body.title ?? null,
        description: body.description ?? null,
        link,
        altText: body.alt_text ?? null,
        parentPinId: body.parent_pin_id ?? null,
        ...(body.ai_disclosures && { aiDisclosures: body.ai_disclosures.values }),
        isStandard: 'is_standard' in body.media_source ? body.media_source.is_standard : true,
        ...(body.dominant_color ? { dominantColor: body.dominant_color } : {}),
      });
      return { status: 201, body: wirePin(world, pin, caller.user) };
    },
  }),
  operation({
    id: 'pins/get',
    method: 'GET',
    path: '/pins/{pin_id}',
    category: 'org_read',
    scopes: read,
    appToken: true,
    params: schemas.pinParams,
    query: schemas.pinQuery,
    handle: ({ world, caller, params, query }) => {
      refuseAdAccount(query);
      const pin = ownPin(world, caller, params.pin_id, 'read');
      return { status: 200, body: wirePin(world, pin, caller.user, query.pin_metrics) };
    },
  }),
  operation({
    id: 'pins/update',
    method: 'PATCH',
    path: '/pins/{pin_id}',
    category: 'org_write',
    scopes: write,
    appToken: true,
    params: schemas.pinParams,
    query: schemas.accountQuery,
    body: schemas.pinUpdate,
    handle: ({ world, caller, params, query, body }) => {
      refuseAdAccount(query);
      if (!world.settings.pinEdit) throw errors.restricted('pin_edit');
      const pin = ownPin(world, caller, params.pin_id, 'write');
      const boardId = body.board_id ?? pin.boardId;
      // A move to another board leaves the section, unless the request names one.
      const stays = boardId === pin.boardId ? pin.sectionId : null;
      const sectionId = body.board_section_id === undefined ? stays : body.board_section_id;
      const target =
        boardId === null
          ? { boardId: null, sectionId: null }
          : pinTarget(world, caller, boardId, sectionId);
      const changed: Pin = {
        ...pin,
        ...target,
        title: body.title === undefined ? pin.title : body.title,
        description: body.description === undefined ? pin.description : body.description,
        altText: body.alt_text === undefined ? pin.altText : body.alt_text,
        link: body.link === undefined ? pin.link : checkLink(world, body.link),
        content: relabelled(pin.content, body.carousel_slots),
      };
      world.store.put('pins', changed);
      return { status: 200, body: wirePin(world, changed, caller.user) };
    },
  }),
  operation({
    id: 'pins/delete',
    method: 'DELETE',
    path: '/pins/{pin_id}',
    category: 'org_write',
    scopes: write,
    appToken: true,
    params: schemas.pinParams,
    query: schemas.accountQuery,
    handle: ({ world, caller, params, query }) => {
      refuseAdAccount(query);
      const pin = ownPin(world, caller, params.pin_id, 'write');
      world.store.remove('pins', pin.id);
      return { status: 204 };
    },
  }),
  operation({
    id: 'pins/save',
    method: 'POST',
    path: '/pins/{pin_id}/save',
    category: 'org_write',
    scopes: write,
    params: schemas.pinParams,
    query: schemas.accountQuery,
    body: schemas.pinSave,
    handle: ({ world, caller, params, query, body }) => {
      refuseAdAccount(query);
      const source = savablePin(world, caller, params.pin_id);
      const target = body.board_id
        ? pinTarget(world, caller, body.board_id, body.board_section_id)
        : { boardId: null, sectionId: null };
      const { title, description, link, altText, isStandard, dominantColor } = source;
      const pin = newPin(world, source.content, {
        ...target,
        ownerId: caller.user.id,
        title,
        description,
        link,
        altText,
        isStandard,
        dominantColor,
        parentPinId: source.id,
      });
      return { status: 201, body: wirePin(world, pin, caller.user) };
    },
  }),
];

type NewPin = Omit<Pin, 'id' | 'content' | 'createdAt' | 'listedAt' | 'dominantColor'> & {
  dominantColor?: string;
};

function newPin(world: World, content: PinContent, fields: NewPin): Pin {
  const now = world.clock.now();
  const pin: Pin = {
    ...fields,
    id: world.store.nextId(),
    content,
    createdAt: now,
    listedAt: world.clock.elapsed() + world.settings.listLagMs,
    dominantColor: fields.dominantColor ?? '',
  };
  if (pin.dominantColor === '') pin.dominantColor = coverOf(pin).color;
  world.store.put('pins', pin);
  const board = pin.boardId === null ? undefined : world.store.get('boards', pin.boardId);
  if (board) world.store.put('boards', { ...board, pinsModifiedAt: now });
  return pin;
}

function relabelled(
  content: PinContent,
  slots:
    | { title?: string | undefined; description?: string | undefined; link?: string | undefined }[]
    | undefined,
): PinContent {
  if (slots === undefined || content.type !== 'carousel') return content;
  const items = content.items.map((item, index) => {
    const slot = slots[index];
    return {
      image: item.image,
      title: slot?.title ?? item.title,
      description: slot?.description ?? item.description,
      link: slot?.link ?? item.link,
    };
  });
  return { type: 'carousel', items };
}
