import { expect, test } from 'vitest';
import { html } from './html.ts';

test('values are escaped, markup and lists of it are not, absent values vanish', () => {
  const inner = html`<b>${'<i>"&\''}</b>`;
  expect(html`<p>${inner}${[inner]}${null}${undefined}${false}${0}</p>`.markup).toBe(
    '<p><b>&lt;i&gt;&quot;&amp;&#39;</b><b>&lt;i&gt;&quot;&amp;&#39;</b>0</p>',
  );
});
