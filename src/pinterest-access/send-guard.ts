import type { Dispatcher } from 'undici';

/**
 * A dispatcher that asks once more in the moment before the first byte of a request goes out, after waiting for a
 * connection. A request refused there counts as not sent.
 */
export const withSendGuard = (dispatcher: Dispatcher, mayLeave: () => boolean): Dispatcher =>
  dispatcher.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart(controller, context) {
          if (mayLeave()) handler.onRequestStart?.(controller, context);
          else controller.abort(new Error('The lease on this work ran out before it was sent.'));
        },
        onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
        onResponseStart: (...args) => handler.onResponseStart?.(...args),
        onResponseData: (...args) => handler.onResponseData?.(...args),
        onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
        onResponseError: (...args) => handler.onResponseError?.(...args),
      }),
  );
