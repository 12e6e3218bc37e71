import { call, callFor, type ApiSession } from '../call.ts';
import type { Pin, PinCreate, PinSave, PinUpdate } from '../models/pin.ts';
import { listOf, type List, type PageQuery } from '../paging.ts';
import type { CallOptions } from '../transport.ts';

export interface PinListQuery extends PageQuery {
  pin_filter?: 'exclude_native' | 'exclude_repins' | 'has_been_promoted';
  include_protected_pins?: boolean;
  pin_type?: 'PRIVATE';
  creative_types?: string[];
  pin_metrics?: boolean;
}

/**
 * Creating a Pin takes longer than any other call: the images travel inside the request, or Pinterest
 * downloads them before it answers. In ms; our choice.
 */
const createTimeoutMs = 120_000;

/** Every method throws {@link PinterestError}. */
export function pinsApi(session: ApiSession) {
  return {
    /**
     * One request, never repeated: a second POST is a second Pin. When it fails with outcome
     * `unknown`, look for the Pin on its board before trying again. Allows itself 120 s by default.
     */
    create(body: PinCreate, options?: CallOptions): Promise<Pin> {
      const patient = { ...options, timeoutMs: options?.timeoutMs ?? createTimeoutMs };
      return callFor<Pin>(session, 'pins.create', ['id'], { body }, patient);
    },

    get(pin_id: string, query?: { pin_metrics?: boolean }, options?: CallOptions): Promise<Pin> {
      const input = { params: { pin_id }, query: { ...query } };
      return callFor<Pin>(session, 'pins.get', ['id'], input, options);
    },

    /** The account's own Pins on any board. */
    list(query?: PinListQuery, options?: CallOptions): List<Pin> {
      return listOf<Pin>(session, 'pins.list', { query: { ...query } }, options);
    },

    /** Refused to many apps with kind `restricted_feature`. Media cannot be changed. */
    update(pin_id: string, body: PinUpdate, options?: CallOptions): Promise<Pin> {
      return callFor<Pin>(session, 'pins.update', ['id'], { params: { pin_id }, body }, options);
    },

    async delete(pin_id: string, options?: CallOptions): Promise<void> {
      await call(session, 'pins.delete', { params: { pin_id } }, options);
    },

    /** Saves any public Pin to an own board; returns the new Pin. Never repeated by the client. */
    save(pin_id: string, body: PinSave, options?: CallOptions): Promise<Pin> {
      return callFor<Pin>(session, 'pins.save', ['id'], { params: { pin_id }, body }, options);
    },
  };
}
