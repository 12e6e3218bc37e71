import { listsPin, ownPin, pinTarget, savablePin } from '../oauth/access.ts';
import type { Pin, PinContent } from '../state/entities.ts';
import { changeFigures } from '../state/figures.ts';
import { removePin } from '../state/remove.ts';
import { dayOf } from '../numbers/days.ts';
import { errors } from '../protocol/errors.ts';
import { checkLink } from './links.ts';
import { operation } from '../protocol/operation.ts';
import type { Operation } from '../protocol/operation.ts';
import * as schemas from '../protocol/schemas.ts';
import { coverOf, wirePin } from './wire.ts';
import type { SandboxContext } from '../state/context.ts';
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
    handle: ({ sandbox, caller, query }) => {
      const pins = [...sandbox.store.all('pins')].filter((pin) => {
        if (!listsPin(sandbox, caller, pin)) return false;
        const privacy = pin.boardId && sandbox.store.get('boards', pin.boardId)?.privacy;
        if (privacy === 'PROTECTED' && !query.include_protected_pins) return false;
        if (query.pin_type === 'PRIVATE' && privacy !== 'SECRET') return false;
        if (query.pin_filter === 'exclude_native') return pin.parentPinId !== null;
        if (query.pin_filter === 'exclude_repins') return pin.parentPinId === null;
        return query.pin_filter !== 'has_been_promoted';
      });
      return { status: 200, body: pinPage(sandbox, caller, pins, query) };
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
    handle: async ({ sandbox, caller, body }) => {
      if (sandbox.settings.productionTrial) throw errors.trialProduction();
      const target = () => pinTarget(sandbox, caller, body.board_id, body.board_section_id);
      target();
      const link = checkLink(sandbox, body.link);
      const content = await resolveContent(sandbox, caller, body.media_source);
      // Asked again: the board can be deleted while the images are fetched.
      const pin = newPin(sandbox, content, {
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
      return { status: 201, body: wirePin(sandbox, pin, caller.user) };
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
    handle: ({ sandbox, caller, params, query }) => {
      const pin = ownPin(sandbox, caller, params.pin_id, 'read');
      return { status: 200, body: wirePin(sandbox, pin, caller.user, query.pin_metrics) };
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
    handle: ({ sandbox, caller, params, body }) => {
      if (!sandbox.settings.pinEdit) throw errors.restricted('pin_edit');
      const pin = ownPin(sandbox, caller, params.pin_id, 'write');
      const boardId = body.board_id ?? pin.boardId;
      // A move to another board leaves the section, unless the request names one.
      const stays = boardId === pin.boardId ? pin.sectionId : null;
      const sectionId = body.board_section_id === undefined ? stays : body.board_section_id;
      const target =
        boardId === null
          ? { boardId: null, sectionId: null }
          : pinTarget(sandbox, caller, boardId, sectionId);
      const changed: Pin = {
        ...pin,
        ...target,
        title: body.title === undefined ? pin.title : body.title,
        description: body.description === undefined ? pin.description : body.description,
        altText: body.alt_text === undefined ? pin.altText : body.alt_text,
        link: body.link === undefined ? pin.link : checkLink(sandbox, body.link),
        content: relabelled(pin.content, body.carousel_slots),
      };
      sandbox.store.put('pins', changed);
      return { status: 200, body: wirePin(sandbox, changed, caller.user) };
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
    handle: ({ sandbox, caller, params }) => {
      const pin = ownPin(sandbox, caller, params.pin_id, 'write');
      removePin(sandbox, pin, 'client');
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
    handle: ({ sandbox, caller, params, body }) => {
      const source = savablePin(sandbox, caller, params.pin_id);
      const target = body.board_id
        ? pinTarget(sandbox, caller, body.board_id, body.board_section_id)
        : { boardId: null, sectionId: null };
      const { title, description, link, altText, isStandard, dominantColor } = source;
      const pin = newPin(sandbox, source.content, {
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
      if (source.ownerId !== caller.user.id)
        changeFigures(sandbox, source.id, dayOf(sandbox.clock.now()), { add: { SAVE: 1 } });
      return { status: 201, body: wirePin(sandbox, pin, caller.user) };
    },
  }),
];

type NewPin = Omit<Pin, 'id' | 'content' | 'createdAt' | 'listedAt' | 'dominantColor'> & {
  dominantColor?: string;
};

function newPin(sandbox: SandboxContext, content: PinContent, fields: NewPin): Pin {
  const now = sandbox.clock.now();
  const pin: Pin = {
    ...fields,
    id: sandbox.store.nextId(),
    content,
    createdAt: now,
    listedAt: sandbox.clock.elapsed() + sandbox.settings.listLagMs,
    dominantColor: fields.dominantColor ?? '',
  };
  if (pin.dominantColor === '') pin.dominantColor = coverOf(pin).color;
  sandbox.store.put('pins', pin);
  const board = pin.boardId === null ? undefined : sandbox.store.get('boards', pin.boardId);
  if (board) sandbox.store.put('boards', { ...board, pinsModifiedAt: now });
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
