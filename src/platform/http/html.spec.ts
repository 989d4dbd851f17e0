import { html, page } from './html.ts';

describe('A page', () => {
  it('shows markup in a name as text', () => {
    const name = `<script>alert("1")</script> & 'co'`;
    expect(html`<b title="${name}">${name}</b>`.text).toBe(
      '<b title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;</b>',
    );
  });

  it('puts lists together, and nothing for null', () => {
    const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}${null}</ul>`.text).toBe('<ul><li>a</li><li>b</li></ul>');
  });

  it('escapes its title', () => {
    expect(page('</title>', html`x`)).toContain('<title>&lt;/title&gt;</title>');
  });
});
