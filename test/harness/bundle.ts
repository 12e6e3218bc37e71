import { ApiError, Bundlesocial, OpenAPI } from 'bundlesocial';
import type { Product } from './product.ts';

/** The npm package as its users have it: only the base address is ours. */
export const bundleClient = ({ url, apiKey }: Pick<Product, 'url' | 'apiKey'>): Bundlesocial =>
  new Bundlesocial(apiKey, { ...OpenAPI, BASE: url });

/** What the client throws for an answer that is not 2xx. */
export const thrownBy = (call: Promise<unknown>): Promise<ApiError> =>
  call.then(
    () => {
      throw new Error('The call was answered.');
    },
    (error: unknown) => {
      if (error instanceof ApiError) return error;
      throw error;
    },
  );

/** A person gives access, and the browser goes where it is sent. @returns that address */
export async function giveAccess(
  product: Product,
  authUrl: string,
  username: string,
): Promise<URL> {
  const form = new URLSearchParams(new URL(authUrl).searchParams);
  form.set('username', username);
  form.set('decision', 'approve');
  const { oauthUrl } = product.sandbox;
  const consent = await fetch(oauthUrl, { method: 'POST', body: form, redirect: 'manual' });
  const callback = (consent.headers.get('location') ?? '').replace('//localhost:', '//127.0.0.1:');
  const answer = await fetch(callback, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '', product.url);
}
