import { call, callFor, type ApiSession } from '../call.ts';
import type { BoardSection, BoardSectionInput } from '../models/board.ts';
import type { Pin } from '../models/pin.ts';
import { listOf, type List, type PageQuery } from '../paging.ts';
import type { CallOptions } from '../transport.ts';

/** Sections of a board; Pinterest has no call for a single one. Every method throws {@link PinterestError}. */
export function sectionsApi(session: ApiSession) {
  return {
    list(board_id: string, query?: PageQuery, options?: CallOptions): List<BoardSection> {
      const input = { params: { board_id }, query: { ...query } };
      return listOf<BoardSection>(session, 'sections.list', input, options);
    },

    /** Never repeated by the client. */
    create(
      board_id: string,
      body: BoardSectionInput,
      options?: CallOptions,
    ): Promise<BoardSection> {
      const input = { params: { board_id }, body };
      return callFor<BoardSection>(session, 'sections.create', ['id'], input, options);
    },

    update(
      board_id: string,
      section_id: string,
      body: BoardSectionInput,
      options?: CallOptions,
    ): Promise<BoardSection> {
      const input = { params: { board_id, section_id }, body };
      return callFor<BoardSection>(session, 'sections.update', ['id'], input, options);
    },

    async delete(board_id: string, section_id: string, options?: CallOptions): Promise<void> {
      await call(session, 'sections.delete', { params: { board_id, section_id } }, options);
    },

    listPins(
      board_id: string,
      section_id: string,
      query?: PageQuery,
      options?: CallOptions,
    ): List<Pin> {
      const input = { params: { board_id, section_id }, query: { ...query } };
      return listOf<Pin>(session, 'sections.listPins', input, options);
    },
  };
}
