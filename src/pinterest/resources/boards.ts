import { call, callFor, type ApiSession } from '../call.ts';
import type { Board, BoardCreate, BoardUpdate } from '../models/board.ts';
import type { Pin } from '../models/pin.ts';
import { listOf, type List, type PageQuery } from '../paging.ts';
import type { CallOptions } from '../transport.ts';

export interface BoardListQuery extends PageQuery {
  /** Secret boards also need the scope boards:read_secret. */
  privacy?: 'ALL' | 'PUBLIC' | 'PROTECTED' | 'SECRET' | 'PUBLIC_AND_SECRET';
}

export interface BoardPinsQuery extends PageQuery {
  creative_types?: string[];
  pin_metrics?: boolean;
}

/** Every method throws {@link PinterestError}. */
export function boardsApi(session: ApiSession) {
  return {
    /** Own boards, and group boards where this account is a collaborator. */
    list(query?: BoardListQuery, options?: CallOptions): List<Board> {
      return listOf<Board>(session, 'boards.list', { query: { ...query } }, options);
    },

    get(board_id: string, options?: CallOptions): Promise<Board> {
      return callFor<Board>(session, 'boards.get', ['id'], { params: { board_id } }, options);
    },

    /** A name that exists already is refused with code 58. Never repeated by the client. */
    create(body: BoardCreate, options?: CallOptions): Promise<Board> {
      return callFor<Board>(session, 'boards.create', ['id'], { body }, options);
    },

    update(board_id: string, body: BoardUpdate, options?: CallOptions): Promise<Board> {
      const input = { params: { board_id }, body };
      return callFor<Board>(session, 'boards.update', ['id'], input, options);
    },

    /** Deletes the board with all its Pins. */
    async delete(board_id: string, options?: CallOptions): Promise<void> {
      await call(session, 'boards.delete', { params: { board_id } }, options);
    },

    /** Lists lag a few seconds behind writes [observed in Pinterest's own end-to-end tests]. */
    listPins(board_id: string, query?: BoardPinsQuery, options?: CallOptions): List<Pin> {
      const input = { params: { board_id }, query: { ...query } };
      return listOf<Pin>(session, 'boards.listPins', input, options);
    },
  };
}
