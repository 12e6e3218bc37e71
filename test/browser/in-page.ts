/**
 * What the tests ask of a page. Runs inside it, as `window.inPage` before the page's own code, so it
 * uses nothing from outside itself.
 */
export function installInPage(): void {
  /**
   * What a person with a screen reader or weak sight would stumble over, in words; empty when fine.
   * Looks at names of controls, alt texts, headings, landmarks, double ids and the contrast of text
   * (WCAG 2.2 AA: 4.5, large text 3) against the nearest opaque background.
   */
  function flaws(): string[] {
    const found: string[] = [];
    const visible = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const show = (element: Element) => element.outerHTML.slice(0, 110);
    const texts = (ids: string | null) =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ');
    const nameOf = (element: Element) =>
      (
        element.getAttribute('aria-label') ??
        (texts(element.getAttribute('aria-labelledby')).trim() || null) ??
        (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? (element.labels?.[0]?.textContent ?? '')
          : (element.textContent ?? ''))
      ).trim();

    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) found.push(`${headings} h1`);
    if (document.querySelectorAll('main').length !== 1) found.push('not one main');
    if (!document.documentElement.lang) found.push('no lang');
    if (!document.title) found.push('no title');

    for (const image of document.querySelectorAll('img'))
      if (!image.hasAttribute('alt')) found.push(`no alt: ${show(image)}`);
    for (const control of document.querySelectorAll('input:not([type=hidden]), textarea, select'))
      if (!nameOf(control)) found.push(`no label: ${show(control)}`);
    for (const control of document.querySelectorAll('button, a[href], [role=button]'))
      if (!nameOf(control)) found.push(`no name: ${show(control)}`);

    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
      found.push(`id twice: ${id}`);

    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    /** Red, green, blue (0 to 255) and alpha (0 to 1) of any CSS colour. */
    const read = (color: string): [number, number, number, number] => {
      if (!canvas) return [0, 0, 0, 0];
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const luminance = ([red, green, blue]: number[]) => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel = 0) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const backgroundOf = (element: Element) => {
      const layers: [number, number, number, number][] = [];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const layer = read(getComputedStyle(at).backgroundColor);
        if (layer[3] > 0) layers.push(layer);
        if (layer[3] === 1) break;
      }
      let result = [255, 255, 255];
      for (const [red, green, blue, alpha] of layers.reverse())
        result = [red, green, blue].map(
          (channel, at) => channel * alpha + (result[at] ?? 0) * (1 - alpha),
        );
      return result;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Set<Element>();
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element || seen.has(element) || !walker.currentNode.textContent?.trim()) continue;
      seen.add(element);
      const style = getComputedStyle(element);
      const hiddenForEyes = element.getBoundingClientRect().width <= 1;
      if (!visible(element) || hiddenForEyes || element.closest(':disabled, script, style'))
        continue;
      const [front, back] = [luminance(read(style.color)), luminance(backgroundOf(element))];
      const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (contrast < (large ? 3 : 4.5))
        found.push(`contrast ${contrast.toFixed(2)}: ${show(element)}`);
    }
    return found;
  }

  /** What a screen reader reads after the name of the field. */
  const descriptionOf = (id: string) =>
    (document.getElementById(id)?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((one) => document.getElementById(one)?.textContent ?? '')
      .join(' ');

  const focusedName = () => {
    const focused = document.activeElement;
    const label = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
    return (label ? focused.labels?.[0]?.textContent : focused?.textContent) ?? '';
  };

  const focusRing = () => getComputedStyle(document.activeElement ?? document.body).outlineStyle;

  /** Pixels that can be scrolled sideways. */
  const sidewaysScroll = () =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth;

  /** Controls lower than a finger needs, in CSS pixels (WCAG 2.5.5: 44); links within a sentence may be. */
  const smallTargets = () =>
    [...document.querySelectorAll('button, summary, input, select, textarea')]
      .map((control) => control.closest('label') ?? control)
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return width > 1 && height > 1 && height < 43.5;
      })
      .map((target) => target.outerHTML.slice(0, 110));

  /** 0 to 255: the red of the page's background. */
  const brightness = () => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]);

  Object.assign(window, {
    inPage: {
      flaws,
      descriptionOf,
      focusedName,
      focusRing,
      sidewaysScroll,
      smallTargets,
      brightness,
    },
  });
}
